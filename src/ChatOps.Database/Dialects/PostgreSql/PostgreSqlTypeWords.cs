using System.Globalization;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>The catalog's spelling of PostgreSQL's types (<c>format_type</c>) and their names in <c>pg_type</c>.</summary>
internal static class PostgreSqlTypeWords
{
    /// <summary>Spelling in the catalog, name in <c>pg_type</c>.</summary>
    private static readonly Dictionary<string, (string Spelled, string Name)> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["smallint"] = ("smallint", "int2"),
        ["int2"] = ("smallint", "int2"),
        ["integer"] = ("integer", "int4"),
        ["int"] = ("integer", "int4"),
        ["int4"] = ("integer", "int4"),
        ["bigint"] = ("bigint", "int8"),
        ["int8"] = ("bigint", "int8"),
        ["oid"] = ("oid", "oid"),
        ["real"] = ("real", "float4"),
        ["float4"] = ("real", "float4"),
        ["double precision"] = ("double precision", "float8"),
        ["float8"] = ("double precision", "float8"),
        ["float"] = ("double precision", "float8"),
        ["numeric"] = ("numeric", "numeric"),
        ["decimal"] = ("numeric", "numeric"),
        ["money"] = ("money", "money"),
        ["boolean"] = ("boolean", "bool"),
        ["bool"] = ("boolean", "bool"),
        ["text"] = ("text", "text"),
        ["citext"] = ("citext", "citext"),
        ["name"] = ("name", "name"),
        ["character varying"] = ("character varying", "varchar"),
        ["varchar"] = ("character varying", "varchar"),
        ["character"] = ("character", "bpchar"),
        ["char"] = ("character", "bpchar"),
        ["bpchar"] = ("bpchar", "bpchar"),
        ["bytea"] = ("bytea", "bytea"),
        ["date"] = ("date", "date"),
        ["uuid"] = ("uuid", "uuid"),
        ["json"] = ("json", "json"),
        ["jsonb"] = ("jsonb", "jsonb"),
        ["time"] = ("time without time zone", "time"),
        ["time without time zone"] = ("time without time zone", "time"),
        ["timestamp"] = ("timestamp without time zone", "timestamp"),
        ["timestamp without time zone"] = ("timestamp without time zone", "timestamp"),
        ["timestamptz"] = ("timestamp with time zone", "timestamptz"),
        ["timestamp with time zone"] = ("timestamp with time zone", "timestamptz"),
        ["bit"] = ("bit", "bit"),
        ["bit varying"] = ("bit varying", "varbit"),
        ["varbit"] = ("bit varying", "varbit"),
    };

    /// <summary>Types that every server has, beyond those that are read as values of their own.</summary>
    private static readonly HashSet<string> OwnTypes = new(StringComparer.Ordinal)
    {
        "interval", "time with time zone", "inet", "cidr", "macaddr", "macaddr8", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "tsvector", "tsquery", "pg_lsn",
        "int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange", "int4multirange", "int8multirange", "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange",
    };

    internal static string WithoutSizes(string words) =>
        words.IndexOf('(', StringComparison.Ordinal) is var open and > 0 ? words[..open].TrimEnd() + words[(words.LastIndexOf(')') + 1)..] : words;

    /// <summary>Any server of this engine knows the type; one that somebody made is only known where it was made.</summary>
    internal static bool IsEverywhere(string declared)
    {
        var words = WithoutSizes(declared);
        words = words.EndsWith("[]", StringComparison.Ordinal) ? words[..^2] : words;
        return Types.ContainsKey(words) || OwnTypes.Contains(words) || words.StartsWith("interval", StringComparison.Ordinal) || words == "\"char\"";
    }

    internal static Column Describe(Column column)
    {
        var written = column.DeclaredType.Trim();
        if (!Types.TryGetValue(WithoutSizes(written), out var type))
        {
            return column with { DeclaredType = written };
        }

        var (first, second) = TypeWords.Sizes(written);
        first = type.Name == "bpchar" && type.Spelled == "character" ? first ?? 1 : first;
        var sizes = type.Name switch
        {
            "numeric" when first is not null => string.Create(CultureInfo.InvariantCulture, $"({first},{second ?? 0})"),
            "varchar" or "bpchar" or "bit" or "varbit" or "time" or "timestamp" or "timestamptz" when first is not null => string.Create(CultureInfo.InvariantCulture, $"({first})"),
            _ => "",
        };
        var space = type.Spelled.IndexOf(' ', StringComparison.Ordinal);
        var atTime = type.Spelled.StartsWith("time", StringComparison.Ordinal) && space > 0;
        var kind = PostgreSqlTypes.KindOf(type.Name);
        return column with
        {
            DeclaredType = atTime ? type.Spelled[..space] + sizes + type.Spelled[space..] : type.Spelled + sizes,
            Kind = kind,
            IgnoresCase = type.Name == "citext",
            Length = kind == ColumnKind.Text ? first : null,
            Precision = type.Name == "numeric" ? first : null,
            Scale = type.Name == "numeric" && first is not null ? second ?? 0 : null,
            WithZone = type.Name == "timestamptz",
        };
    }
}
