using System.Globalization;
using ChatOps.Database.Checks;
using ChatOps.Reports.Html;

namespace ChatOps.Reports;

/// <summary>The summary of a report as whole sentences in one of our languages, the verdict first. Names and figures come from the report.</summary>
public static class SummarySentences
{
    private const int Told = 5;

    private static readonly Dictionary<string, Words> Languages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = new(
            "Some of the data is wrong or cannot be trusted.", "Usable, with weaknesses worth fixing.", "Sound: nothing wrong was found.", "Described; no rule was checked.", "Nothing could be checked.",
            "Looked at: {0} tables with {1} rows, all of them.", "Found: {0} errors, {1} warnings, {2} notes.", "{0}: {1} ({2}), {3} cases.", "Rows that stand out: {0} of {1} scored.", "Not everything could be checked: {0}.",
            "error", "warning", "note"),
        ["de"] = new(
            "Ein Teil der Daten ist falsch oder nicht verlässlich.", "Brauchbar, mit Schwächen, die zu beheben sich lohnt.", "In Ordnung: Es wurde nichts Falsches gefunden.", "Beschrieben; es wurde keine Regel geprüft.", "Es konnte nichts geprüft werden.",
            "Angesehen: {0} Tabellen mit {1} Zeilen, alle davon.", "Gefunden: {0} Fehler, {1} Warnungen, {2} Hinweise.", "{0}: {1} ({2}), {3} Fälle.", "Auffällige Zeilen: {0} von {1} bewerteten.", "Nicht alles konnte geprüft werden: {0}.",
            "Fehler", "Warnung", "Hinweis"),
        ["es"] = new(
            "Una parte de los datos es incorrecta o no es fiable.", "Utilizable, con debilidades que conviene corregir.", "En orden: no se encontró nada incorrecto.", "Descrita; no se comprobó ninguna regla.", "No se pudo comprobar nada.",
            "Revisado: {0} tablas con {1} filas, todas ellas.", "Encontrado: {0} errores, {1} advertencias, {2} notas.", "{0}: {1} ({2}), {3} casos.", "Filas que llaman la atención: {0} de {1} evaluadas.", "No se pudo comprobar todo: {0}.",
            "error", "advertencia", "nota"),
    };

    /// <summary>The sentences; in English for a language that is none of ours.</summary>
    /// <param name="language">Such as <c>de</c>.</param>
    public static IReadOnlyList<string> Of(Report report, string language)
    {
        var words = Languages.GetValueOrDefault(language, Languages["en"]);
        string Say(string template, params object[] values) => string.Format(CultureInfo.InvariantCulture, template, [.. values.Select(value => value is long number ? number.ToString(CultureInfo.InvariantCulture) : value)]);
        var verdict = report.Verdict;
        var sentences = new List<string> { Verdict(report, verdict, words), Say(words.Size, (long)report.Tables.Count, report.Tables.Sum(table => table.Rows)) };
        if (report.Checks.Count > 0)
            sentences.Add(Say(words.Counts, (long)verdict.Errors, (long)verdict.Warnings, (long)verdict.Infos));
        sentences.AddRange(report.Counted.Take(Told).Select(finding => Say(words.Finding, HtmlReport.Place(finding), finding.Rule, words.Of(finding.Severity), finding.Count)));
        if (report.Anomalies is { } anomalies)
            sentences.Add(Say(words.Odd, anomalies.Tables.Sum(table => table.Anomalies), anomalies.Tables.Sum(table => table.Rows)));
        if (report.NotChecked.Count > 0)
            sentences.Add(Say(words.Gaps, string.Join(", ", report.NotChecked.Select(gap => gap.Table).Distinct().Take(Told))));
        return sentences;
    }

    /// <summary>It has templates.</summary>
    public static bool Knows(string language) => Languages.ContainsKey(language);

    private static string Verdict(Report report, ReportVerdict verdict, Words words) =>
        report.Tables.Count == 0 && verdict.Worst is null ? words.Nothing
        : report.Checks.Count == 0 ? words.Described
        : verdict.Worst switch { Severity.Error => words.Bad, Severity.Warning => words.Weak, _ => words.Sound };

    /// <summary>One language: the verdicts, then sentences with places for names and figures, then the words for severities.</summary>
    private sealed record Words(
        string Bad, string Weak, string Sound, string Described, string Nothing, string Size, string Counts, string Finding, string Odd, string Gaps, string Error, string Warning, string Note)
    {
        public string Of(Severity severity) => severity switch { Severity.Error => Error, Severity.Warning => Warning, _ => Note };
    }
}
