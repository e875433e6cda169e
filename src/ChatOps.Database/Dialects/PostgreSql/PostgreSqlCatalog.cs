namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>The catalog queries (PostgreSQL, "System Catalogs"). Each covers the whole database, whatever the number of tables. The text of an expression, an index or a view waits for whoever keeps its table locked.</summary>
internal static class PostgreSqlCatalog
{
    /// <summary>Namespaces that are somebody's own and may be looked into.</summary>
    private const string Namespaces = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND has_schema_privilege(n.oid, 'USAGE')";

    /// <summary>What an extension brought belongs to it; a partition's rows are its parent's.</summary>
    private const string Relations =
        "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND " + Namespaces
        + " AND ({0}::text IS NULL OR n.nspname = {0}) AND NOT c.relispartition AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')";

    internal const string Settings = "SELECT current_schema(), (SELECT stats_reset FROM pg_stat_database WHERE datname = current_database())";

    internal const string Classes =
        "SELECT c.oid, n.nspname, c.relname, c.relkind, CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint WHEN c.relkind = 'r' THEN c.relpages::bigint * 80 END, d.description, "
        + "CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END FROM " + Relations
        + " LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0 WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')";

    internal const string Columns =
        "WITH RECURSIVE domains AS (SELECT oid AS domain, typbasetype AS base, typtypmod AS modifier FROM pg_type WHERE typtype = 'd' "
        + "UNION ALL SELECT d.domain, t.typbasetype, CASE WHEN d.modifier >= 0 THEN d.modifier ELSE t.typtypmod END FROM domains d JOIN pg_type t ON t.oid = d.base WHERE t.typtype = 'd'), "
        + "bases AS (SELECT d.* FROM domains d JOIN pg_type t ON t.oid = d.base WHERE t.typtype <> 'd') "
        + "SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), COALESCE(b.typname, t.typname), COALESCE(s.modifier, a.atttypmod), "
        + "a.attnotnull OR t.typnotnull, pg_get_expr(v.adbin, v.adrelid), a.attidentity::text, a.attgenerated::text, CASE WHEN a.attcollation <> t.typcollation THEN l.collname END, l.collisdeterministic, d.description "
        + "FROM pg_attribute a JOIN " + Relations + " ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN bases s ON s.domain = t.oid LEFT JOIN pg_type b ON b.oid = s.base "
        + "LEFT JOIN pg_attrdef v ON v.adrelid = a.attrelid AND v.adnum = a.attnum LEFT JOIN pg_collation l ON l.oid = a.attcollation "
        + "LEFT JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum "
        + "WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f') ORDER BY a.attrelid, a.attnum";

    internal const string Constraints =
        "SELECT k.conrelid, k.conname, k.contype, k.conkey::text, k.confrelid, k.confrelid::regclass::text, k.confkey::text, k.confdeltype, k.confupdtype, k.convalidated, k.condeferrable, "
        + "CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END, COALESCE(o.disabled, FALSE), k.condeferred FROM pg_constraint k JOIN " + Relations + " ON c.oid = k.conrelid "
        + "LEFT JOIN (SELECT tgconstraint, bool_or(tgenabled = 'D') AS disabled FROM pg_trigger WHERE tgconstraint <> 0 GROUP BY tgconstraint) o ON o.tgconstraint = k.oid "
        + "WHERE k.contype IN ('p', 'f', 'c') AND k.conparentid = 0 ORDER BY k.conrelid, k.conname";

    internal const string Indexes =
        "SELECT i.indrelid, x.relname, i.indkey::text, i.indnkeyatts, i.indisunique, i.indisprimary, EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('u', 'x')), "
        + "i.indisvalid, i.indpred IS NOT NULL, pg_get_indexdef(i.indexrelid), m.amname, i.indcollation::text, i.indclass::text, i.indoption::text, "
        + "to_jsonb(i) ->> 'indnullsnotdistinct', s.idx_scan, x.relpages::bigint * 8192, pg_get_expr(i.indpred, i.indrelid), "
        + "(SELECT json_agg(json_build_array(pg_get_indexdef(i.indexrelid, p.at, FALSE), CASE WHEN i.indcollation[p.at - 1] <> COALESCE(a.attcollation, i.indcollation[p.at - 1]) THEN l.collname END, CASE WHEN NOT o.opcdefault THEN o.opcname END) ORDER BY p.at) "
        + "FROM generate_series(1, i.indnkeyatts::int) p(at) JOIN pg_opclass o ON o.oid = i.indclass[p.at - 1] LEFT JOIN pg_collation l ON l.oid = i.indcollation[p.at - 1] LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[p.at - 1] AND a.attnum > 0) "
        + "FROM pg_index i JOIN " + Relations + " ON c.oid = i.indrelid AND c.relkind IN ('r', 'p', 'f') "
        + "JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam LEFT JOIN pg_stat_user_indexes s ON s.indexrelid = i.indexrelid ORDER BY i.indrelid, x.relname";

    internal const string Triggers =
        "SELECT t.tgrelid, t.tgname, pg_get_triggerdef(t.oid), t.tgenabled <> 'D' FROM pg_trigger t JOIN " + Relations + " ON c.oid = t.tgrelid WHERE NOT t.tgisinternal ORDER BY t.tgname";

    internal const string Sequences =
        "SELECT n.nspname, c.relname, s.seqmax, s.seqincrement, s.seqcycle, o.refobjid, a.attname, t.typname, "
        + "CASE WHEN has_sequence_privilege(c.oid, 'USAGE, SELECT') THEN pg_sequence_last_value(c.oid) END, has_sequence_privilege(c.oid, 'USAGE, SELECT') FROM pg_sequence s JOIN " + Relations + " ON c.oid = s.seqrelid "
        + "LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid AND o.refclassid = 'pg_class'::regclass AND o.deptype IN ('a', 'i') AND o.refobjsubid > 0 "
        + "LEFT JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid LEFT JOIN pg_type t ON t.oid = a.atttypid ORDER BY c.relname";
}
