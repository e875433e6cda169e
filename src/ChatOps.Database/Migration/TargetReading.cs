using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Migration;

/// <summary>A target as the writer sees it, to find out what is there already.</summary>
internal static class TargetReading
{
    /// <summary>The connection by which a migration's target is read: with the credential that writes it where there is one, since a reader's own may not be allowed to see new tables.</summary>
    internal static DatabaseConnection With(DatabaseConnection target) => target with { Reader = target.Writer ?? target.Reader };

    /// <summary>The table that a plan means, or null where it is not there.</summary>
    internal static Table? Find(Schema schema, Table planned) => schema.Tables.FirstOrDefault(table => planned.Namespace is null
        ? table.Name.Equals(planned.LocalName, NameComparison(schema))
        : table.Namespace == planned.Namespace && table.LocalName == planned.LocalName);

    private static StringComparison NameComparison(Schema schema) =>
        schema.Provider == DatabaseProvider.PostgreSql ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
}
