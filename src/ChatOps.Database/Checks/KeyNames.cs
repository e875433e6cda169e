using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks;

/// <summary>Which tables a column is named after.</summary>
internal sealed class KeyNames
{
    private readonly ILookup<string, Table> _tables;

    internal KeyNames(Schema schema) =>
        _tables = schema.Tables.Where(table => table.PrimaryKey.Count == 1).ToLookup(table => string.Concat(NameWords.Of(table.LocalName)), StringComparer.Ordinal);

    /// <summary>The table "customers" with a key of one column, for "customer_id" or "CustomerId".</summary>
    internal IEnumerable<Table> Parents(string column)
    {
        var words = NameWords.Of(column);
        if (words.Count < 2 || words[^1] is not ("id" or "key" or "no" or "code"))
        {
            return [];
        }

        var name = string.Concat(words.SkipLast(1));
        return Plurals(name).SelectMany(table => _tables[table]);
    }

    /// <summary>Their values can stand in one comparison on every engine.</summary>
    internal static bool AreComparable(Column left, Column right) =>
        (left.Kind.IsNumber() && right.Kind.IsNumber()) || (left.Kind == right.Kind && (left.Kind != ColumnKind.Any || left.DeclaredType == right.DeclaredType));

    private static IEnumerable<string> Plurals(string name) =>
        name.EndsWith('y') ? [name, name + "s", name + "es", name[..^1] + "ies"] : [name, name + "s", name + "es"];
}
