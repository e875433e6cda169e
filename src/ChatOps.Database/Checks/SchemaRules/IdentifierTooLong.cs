using System.Text;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Names that other databases cut off.</summary>
internal sealed class IdentifierTooLong : StructureRule
{
    internal override string Id => "identifier-too-long";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A name is longer than 63 bytes. PostgreSQL cuts such names silently, so that two may become one, and MySQL refuses them beyond 64 characters.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        if (IsLong(table.LocalName))
        {
            yield return context.AboutTable(table, $"The table name {table.LocalName} is {Length(table.LocalName)} bytes long.");
        }

        var columns = table.Columns.Where(column => IsLong(column.Name)).ToList();
        if (columns.Count > 0)
        {
            yield return context.AboutColumns(table, columns, $"{CheckContext.Count(columns.Count, "column name")} of {table.Name} {(columns.Count == 1 ? "is" : "are")} longer than {Longest} bytes.");
        }

        foreach (var index in table.Indexes.Where(index => index.Origin == IndexOrigin.Created && IsLong(index.Name)))
        {
            yield return context.AboutIndex(table, index, $"The index name {index.Name} is {Length(index.Name)} bytes long.");
        }
    }

    /// <summary>PostgreSQL's NAMEDATALEN less one.</summary>
    private const int Longest = 63;

    private static int Length(string name) => Encoding.UTF8.GetByteCount(name);

    private static bool IsLong(string name) => Length(name) > Longest;
}
