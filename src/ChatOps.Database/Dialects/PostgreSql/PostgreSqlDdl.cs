using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;

namespace ChatOps.Database.Dialects.PostgreSql;

internal sealed class PostgreSqlDdl : IDdl
{
    public string? CreateNamespace(string name) => throw new NotImplementedException();

    public IReadOnlyList<string> CreateTable(Table table) => throw new NotImplementedException();

    public IReadOnlyList<IndexStatement> CreateIndexes(Table table) => throw new NotImplementedException();

    public IReadOnlyList<string> AddForeignKey(Table table, ForeignKey key) => throw new NotImplementedException();

    public string? DropForeignKey(Table table, ForeignKey key) => throw new NotImplementedException();

    public string? DuplicatesOf(Table table, IReadOnlyList<string> columns) => throw new NotImplementedException();

    public IReadOnlyList<string> ContinueIdentity(Table table) => throw new NotImplementedException();

    public string Analyze(Table table) => throw new NotImplementedException();

    public string DropTable(Table table) => throw new NotImplementedException();

    public string DropView(string name, string? @namespace) => throw new NotImplementedException();
}
