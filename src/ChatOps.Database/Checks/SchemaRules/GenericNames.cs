namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Column names that mean something else in every table.</summary>
internal static class GenericNames
{
    internal static bool Contains(string name) => Names.Contains(name);

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "name", "type", "value", "status", "state", "key", "data", "date", "code", "number", "title", "description", "size", "level", "time", "version", "source", "target", "position",
    };
}
