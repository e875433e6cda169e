using System.Text.RegularExpressions;
using ChatOps.Database.Connections;

namespace ChatOps.Demo;

/// <summary>The demo's tables in a server's words: constraints come after the rows, so that rows can break them.</summary>
internal sealed partial class ServerDemoSchema
{
    private readonly IDialect _dialect;
    private readonly bool _isMySql;
    private readonly List<string> _constraints = [];
    private readonly IReadOnlyList<PlantedDefect> _defects;

    /// <param name="defects">What the rows break.</param>
    public ServerDemoSchema(IDialect dialect, DatabaseProvider provider, IReadOnlyList<PlantedDefect> defects)
    {
        _defects = defects;
        (_dialect, _isMySql) = (dialect, provider == DatabaseProvider.MySql);
        Before = [.. Unchecked(), .. Statements(DemoSchema.Tables).Select(Table)];
        After = [.. Statements(DemoSchema.Indexes).SelectMany(Index), .. _constraints];
    }

    /// <summary>What makes the tables.</summary>
    public IReadOnlyList<string> Before { get; }

    /// <summary>What follows once the rows are there.</summary>
    public IReadOnlyList<string> After { get; }

    private IEnumerable<string> Unchecked() => _isMySql ? ["SET SESSION foreign_key_checks = 0, check_constraint_checks = 0"] : [];

    private static IEnumerable<string> Statements(string script) => script.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private string Table(string statement)
    {
        var name = TableName().Match(statement).Groups[1].Value;
        var plain = Reference().Replace(statement, match =>
        {
            var column = match.Groups[1].Value;
            Constrain(name, column, "orphaned-rows", $"FOREIGN KEY ({column}) REFERENCES {match.Groups[3].Value} ({match.Groups[4].Value})");
            return $"{column} INTEGER{match.Groups[2].Value}";
        });
        plain = Check().Replace(plain, match =>
        {
            Constrain(name, match.Groups[1].Value.Split(' ')[0], "violated-check", $"CHECK ({match.Groups[1].Value})");
            return "";
        });
        return Spell(plain);
    }

    /// <summary>The broken view cannot be made; where the server lets it, the column that it reads goes afterwards.</summary>
    private IEnumerable<string> Index(string statement)
    {
        if (!statement.Contains("monthly_sales", StringComparison.Ordinal))
        {
            return [Spell(statement)];
        }

        return _isMySql ? ["ALTER TABLE orders ADD total_cents INT", Spell(statement), "ALTER TABLE orders DROP total_cents"] : [];
    }

    /// <summary>PostgreSQL checks the rows that are there unless it is told not to, which it is where they break the constraint; MariaDB does as the session says.</summary>
    private void Constrain(string table, string column, string rule, string constraint)
    {
        var broken = _defects.Any(defect => defect.Rule == rule && defect.Table == table.Trim('"') && defect.Columns.Contains(column));
        _constraints.Add(Spell($"ALTER TABLE {table} ADD {constraint}{(broken && !_isMySql ? " NOT VALID" : "")}"));
    }

    private string Spell(string sql)
    {
        var typed = sql.Replace(" REAL", " DOUBLE PRECISION", StringComparison.Ordinal);
        typed = _isMySql ? typed.Replace(" TEXT", " VARCHAR(200)", StringComparison.Ordinal) : typed;
        return QuotedName().Replace(typed, match => _dialect.QuoteIdentifier(match.Groups[1].Value));
    }

    [GeneratedRegex("""CREATE TABLE ("?\w+"?) \(""")]
    private static partial Regex TableName();

    [GeneratedRegex("""(\w+) (?:INTEGER|TEXT)((?: NOT NULL)?) REFERENCES ("?\w+"?) \((\w+)\)""")]
    private static partial Regex Reference();

    [GeneratedRegex(@" CHECK \(([^()]*)\)")]
    private static partial Regex Check();

    [GeneratedRegex("\"(\\w+)\"")]
    private static partial Regex QuotedName();
}
