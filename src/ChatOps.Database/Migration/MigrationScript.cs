namespace ChatOps.Database.Migration;

/// <summary>A plan as the statements it will run.</summary>
public static class MigrationScript
{
    /// <summary>Every statement in order: namespace, tables, indexes, references, identities, views. Rows are loaded between tables and indexes.</summary>
    /// <param name="ddl">Of the target's engine.</param>
    public static IReadOnlyList<string> Of(MigrationPlan plan, IDdl ddl) =>
    [
        .. plan.TargetSchema is { } name && ddl.CreateNamespace(name) is { } made ? [made] : (IEnumerable<string>)[],
        .. plan.Tables.Where(table => !table.IsThere).SelectMany(table => ddl.CreateTable(table.Target)),
        .. plan.Tables.Where(table => !table.IsThere).SelectMany(table => ddl.CreateIndexes(table.Target)).Select(index => index.Sql),
        .. plan.Tables.Where(table => !table.IsThere).SelectMany(table => table.Target.ForeignKeys.SelectMany(key => ddl.AddForeignKey(table.Target, key))),
        .. plan.Tables.Where(table => !table.IsThere).SelectMany(table => table.Target.ForeignKeys.SelectMany(key => ddl.ValidateForeignKey(table.Target, key))),
        .. plan.Tables.SelectMany(table => ddl.ContinueIdentity(table.Target)),
        .. plan.Views.Select(view => view.Sql),
    ];
}
