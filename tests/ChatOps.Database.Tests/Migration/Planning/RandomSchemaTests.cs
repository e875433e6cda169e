using System.Text;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection.Diff;
using ChatOps.Database.Migration;
using ChatOps.Database.Tests.Servers;
using FsCheck;

namespace ChatOps.Database.Tests.Migration.Planning;

/// <summary>Any schema at all.</summary>
public sealed class RandomSchemaTests
{
    private static readonly string[] Types = ["INTEGER", "INT", "SMALLINT", "BIGINT", "DECIMAL(8,3)", "NUMERIC", "REAL", "BOOLEAN", "VARCHAR(30)", "CHAR(5)", "TEXT", "BLOB", "DATE", "DATETIME", "TIME", "UUID TEXT", "JSON TEXT", ""];

    private static readonly string[] Names = ["id", "Order", "select", "with space", "quo\"te", "back`tick", "apo'strophe", "ünï", "per%cent", "semi;colon", "a.b", "Ä", "_", "日本"];

    [SkippableTheory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.MySql)]
    public void AnySchema_IsMadeAsItWasPlanned(DatabaseProvider engine)
    {
        var configuration = Configuration.QuickThrowOnFailure;
        configuration.MaxNbOfTest = 15;
        Prop.ForAll<int>(seed => MakeAsync(Script(new System.Random(seed)), engine).GetAwaiter().GetResult()).Check(configuration);
    }

    private static async Task MakeAsync(string script, DatabaseProvider engine)
    {
        await using var source = await TestEngine.Sqlite.CreateAsync(script);
        await using var target = await (engine switch { DatabaseProvider.Sqlite => TestEngine.Sqlite, DatabaseProvider.PostgreSql => TestEngine.PostgreSql, _ => TestEngine.MySql }).CreateAsync("");
        var plan = await PlanTesting.PlanAsync(source.AsOwner, target.AsOwner);
        var made = await PlanTesting.MakeAsync(plan, target);
        var planned = made with { Provider = null, Tables = [.. plan.Tables.Select(table => table.Target)] };
        Assert.Empty(SchemaComparison.Compare(planned, made).Changes.Select(change => change.Message));
        Assert.DoesNotContain(plan.Notes, note => note.Kind == NoteKind.Error);
    }

    /// <summary>Two to four tables with keys, indexes, and references to those before them.</summary>
    private static string Script(System.Random random)
    {
        var script = new StringBuilder();
        var tables = Enumerable.Range(0, random.Next(2, 5)).Select(number => Quote(Names[random.Next(Names.Length)] + number)).ToList();
        for (var at = 0; at < tables.Count; at++)
        {
            var columns = Names.OrderBy(_ => random.Next()).Take(random.Next(2, 8)).Select(Quote).ToList();
            var parts = columns.Select((column, position) => $"{column} {(position == 0 ? "INTEGER PRIMARY KEY" : Types[random.Next(Types.Length)] + (random.Next(3) == 0 ? " NOT NULL" : ""))}").ToList();
            if (at > 0)
            {
                parts.Add($"\"parent\" INTEGER REFERENCES {tables[random.Next(at)]}{(random.Next(2) == 0 ? " ON DELETE CASCADE" : "")}");
            }

            if (random.Next(2) == 0)
            {
                parts.Add($"UNIQUE ({string.Join(", ", columns.Take(random.Next(1, 3)))})");
            }

            script.Append("CREATE TABLE ").Append(tables[at]).Append(" (").Append(string.Join(", ", parts)).Append(");\n");
            if (random.Next(2) == 0)
            {
                script.Append("CREATE INDEX ").Append(Quote($"ix {Names[random.Next(Names.Length)]} {at}")).Append(" ON ").Append(tables[at]).Append(" (").Append(string.Join(", ", columns.TakeLast(2))).Append(");\n");
            }
        }

        return script.ToString();
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
