using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Migration;

/// <summary>A target's schema as the writer sees it, to find out what is there already.</summary>
internal static class TargetTables
{
    /// <summary>The migration reads its target with the credential that writes it: a reader's own may not be allowed to see new tables yet.</summary>
    internal static DatabaseConnection AsWriter(DatabaseConnection target) => target with { Reader = WriterAddress.Of(target) };

    /// <summary>The table that a plan means, or null where it is not there.</summary>
    internal static Table? Find(Schema schema, Table planned) => schema.Tables.FirstOrDefault(table => planned.Namespace is null
        ? table.Name.Equals(planned.LocalName, NameComparison(schema))
        : table.Namespace == planned.Namespace && table.LocalName == planned.LocalName);

    private static StringComparison NameComparison(Schema schema) =>
        schema.Provider == DatabaseProvider.PostgreSql ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
}
