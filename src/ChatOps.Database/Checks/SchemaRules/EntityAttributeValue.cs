using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Tables that hold columns as rows.</summary>
internal sealed class EntityAttributeValue : StructureRule
{
    internal override string Id => "entity-attribute-value";

    internal override Severity Severity => Severity.Info;

    internal override string Explanation =>
        "A table holds the name of an attribute and its value as text for some other row. Nothing checks types, required values or references there, and every question needs one join for each attribute.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context)
    {
        var value = table.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Text && NameWords.Of(column.Name) is [.., "value" or "val" or "wert"]);
        var attribute = table.Columns.FirstOrDefault(column => column != value && IsAttribute(NameWords.Of(column.Name)));
        if (table.Columns.Count <= MostColumns && value is not null && attribute is not null && table.Columns.Any(column => column != attribute && RefersToAnEntity(table, column)))
        {
            yield return context.AboutColumns(table, [attribute, value], $"{table.Name} holds attributes as rows: {attribute.Name} names one and {value.Name} is its value.");
        }
    }

    private const int MostColumns = 7;

    private static bool IsAttribute(IReadOnlyList<string> words) =>
        words is [.., "attribute" or "property" or "field" or "param" or "parameter" or "key"] or [.., "attribute" or "property" or "field" or "parameter", "name" or "id" or "key" or "code"];

    private static bool RefersToAnEntity(Table table, Column column) =>
        !IsAttribute(NameWords.Of(column.Name))
        && (KeyColumns.IsForeignKey(table, column.Name) || (NameWords.Of(column.Name) is [_, .., "id"] && !KeyColumns.IsUnique(table, [column.Name])));
}
