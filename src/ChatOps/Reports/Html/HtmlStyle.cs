namespace ChatOps.Reports.Html;

/// <summary>The page's look: light and dark by the reader's setting, plain black on white in print.</summary>
internal static class HtmlStyle
{
    public const string Sheet = """
        :root{--ink:#1b1f24;--soft:#5b6570;--line:#d8dee4;--paper:#fff;--wash:#f6f8fa;--error:#b3261e;--warning:#9a6700;--info:#0a5cad;--good:#1a7f37;--bar:#4c78a8}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa5b1;--line:#30363d;--paper:#0d1117;--wash:#161b22;--error:#ff7b72;--warning:#d29922;--info:#79c0ff;--good:#56d364;--bar:#6ea8dc}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:1040px;margin:0 auto;padding:24px 20px 60px}
        h1{font-size:26px;margin:0 0 4px}h2{font-size:19px;margin:36px 0 10px;border-bottom:1px solid var(--line);padding-bottom:4px}h3{font-size:15px;margin:18px 0 6px}h4{font-size:13px;margin:12px 0 4px;color:var(--soft)}
        .verdict{font-size:17px;font-weight:600;margin:0 0 14px}.verdict.error{color:var(--error)}.verdict.warning{color:var(--warning)}.verdict.good{color:var(--good)}
        .introduction{margin:14px 0;max-width:72ch}.introduction p{margin:0 0 8px}.introduction .quiet{font-size:12.5px;opacity:.75}
        .facts{display:flex;flex-wrap:wrap;gap:8px 28px;margin:0}.facts div{min-width:90px}.facts dt{color:var(--soft);font-size:12px}.facts dd{margin:0;font-weight:600}
        .pictures{display:flex;flex-wrap:wrap;gap:20px}.pictures figure{margin:0;flex:1 1 440px;min-width:0;border:1px solid var(--line);border-radius:8px;padding:12px}figcaption{font-weight:600;margin-bottom:6px}
        svg{width:100%;max-width:560px;height:auto;display:block}svg text{fill:var(--ink);font:12px system-ui,sans-serif}svg .soft{fill:var(--soft)}svg .axis{stroke:var(--line)}
        svg .error{fill:var(--error)}svg .warning{fill:var(--warning)}svg .info{fill:var(--info)}svg .bar{fill:var(--bar)}svg .dot{fill:var(--bar);opacity:.45}svg .odd{fill:var(--error);opacity:.9}
        svg.schema{width:auto;max-width:none}svg .box{fill:var(--wash);stroke:var(--line);stroke-width:1.5}svg .box.error{fill:var(--wash);stroke:var(--error)}svg .box.warning{fill:var(--wash);stroke:var(--warning)}svg .box.info{fill:var(--wash);stroke:var(--info)}svg .reference{fill:none;stroke:var(--soft);opacity:.6}svg .end{fill:var(--soft)}svg .small{font-size:10px}
        svg .band{fill:var(--good);opacity:.16}svg .trend{fill:none;stroke:var(--bar);stroke-width:1.6}figure.alone{margin:0 0 14px;border:1px solid var(--line);border-radius:8px;padding:12px;overflow-x:auto}
        nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin:18px 0 0;font-size:13px}nav a{color:var(--info)}.severity.error{color:var(--error)}.severity.warning{color:var(--warning)}.severity.info{color:var(--info)}
        .finding{border:1px solid var(--line);border-left-width:4px;border-radius:6px;padding:8px 12px;margin:8px 0;background:var(--wash)}.finding.error{border-left-color:var(--error)}.finding.warning{border-left-color:var(--warning)}.finding.info{border-left-color:var(--info)}
        summary{cursor:pointer;overflow-wrap:anywhere}.badge{font-size:11px;text-transform:uppercase;letter-spacing:.04em}.error>summary .badge{color:var(--error)}.warning>summary .badge{color:var(--warning)}.info>summary .badge{color:var(--info)}
        .rule{font-family:ui-monospace,monospace;font-size:13px;color:var(--soft)}.count{float:right;color:var(--soft)}
        pre{background:var(--paper);border:1px solid var(--line);border-radius:4px;padding:8px;white-space:pre-wrap;overflow-wrap:anywhere;font:12px/1.45 ui-monospace,monospace;margin:0;max-height:17em;overflow-y:auto}
        .wide{overflow-x:auto}table{border-collapse:collapse;font-size:13px}table.full{width:100%}td{overflow-wrap:break-word}table.full td{overflow-wrap:anywhere;min-width:96px}table.full td:last-child{min-width:280px}td.narrow{min-width:130px}table.full td.what{min-width:300px}th,td{border:1px solid var(--line);padding:3px 8px;text-align:left;vertical-align:top}th{background:var(--wash)}
        footer{margin-top:40px;color:var(--soft);font-size:13px}
        @media print{:root{--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--wash:#fff}body{font-size:11px}main{max-width:none;padding:0}nav{display:none}.finding,figure,tr{break-inside:avoid}h2,h3,h4{break-after:avoid}details::details-content{content-visibility:visible;display:block;height:auto}thead{display:table-header-group}.wide,figure.alone{overflow:visible}svg.schema{max-width:100%}pre{max-height:none}}
        """;
}
