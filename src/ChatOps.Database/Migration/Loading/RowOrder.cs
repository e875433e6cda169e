using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Ledger;

namespace ChatOps.Database.Migration.Loading;

/// <summary>An order of a table's rows in its own database, in which no two stand at the same place, so that reading can go on behind any row.</summary>
internal sealed class RowOrder
{
    private readonly IDialect _dialect;
    private readonly IReadOnlyList<string> _terms;

    private RowOrder(IDialect dialect, IReadOnlyList<string> terms, IReadOnlyList<Column> columns, bool isNumber) => (_dialect, _terms, Columns, IsNumber) = (dialect, terms, columns, isNumber);

    /// <summary>One whole number per row, so the rows can be cut into ranges.</summary>
    internal bool IsNumber { get; }

    /// <summary>The rows lie in this order, so that reading a range of them costs no more than its rows ("rowid tables" of SQLite, clustered keys of InnoDB).</summary>
    internal bool IsStorage => IsNumber && _dialect.Provider != DatabaseProvider.PostgreSql;

    /// <summary>The columns that hold a row's position, as a scan sees them.</summary>
    internal IReadOnlyList<Column> Columns { get; }

    /// <summary>What a SELECT lists so that a reader can tell the position.</summary>
    internal IReadOnlyList<string> Selected => _dialect.Provider == DatabaseProvider.Sqlite ? _terms : [.. Columns.Select(_dialect.ScannedColumn)];

    /// <summary>The expressions that order, in the database's own SQL.</summary>
    internal IReadOnlyList<string> Terms => _terms;

    internal string OrderBy => string.Join(", ", _terms);

    /// <summary>By rowid in SQLite, else by primary key; null where neither is there.</summary>
    internal static RowOrder? Of(Table table, IDialect dialect)
    {
        if (dialect.Provider == DatabaseProvider.Sqlite && !table.WithoutRowId && SqliteDialect.RowIdOf(table) is { } rowId)
        {
            return new RowOrder(dialect, [rowId], [new Column(rowId, "INTEGER", false) { Kind = ColumnKind.Integer }], isNumber: true);
        }

        var columns = table.PrimaryKey.Select(table.Find).OfType<Column>().ToList();
        return columns.Count == 0 || columns.Exists(column => column.Nullable)
            ? null
            : new RowOrder(dialect, [.. columns.Select(column => dialect.QuoteIdentifier(column.Name))], columns, columns is [{ Kind: ColumnKind.Integer }]);
    }

    /// <summary>Conditions for the rows behind the one position and up to the other, itself included; null is open.</summary>
    internal IEnumerable<string> Within(Position? from, Position? to)
    {
        if (from is not null)
        {
            yield return Behind(from);
        }

        if (to is not null)
        {
            yield return UpTo(to);
        }
    }

    /// <summary>The position of the reader's current row.</summary>
    /// <param name="first">Where the columns of <see cref="Selected"/> begin in the result.</param>
    internal Position Read(RowReader row, int first) => new([.. Columns.Select((_, index) => row.GetValue(first + index) ?? throw new DatabaseException(
        DatabaseProblem.NotADatabase, "A row has no value in its primary key, so its place cannot be told. Nothing more was read. Repair the row, or leave the table out."))]);

    /// <summary>The first term alone lets an index find the place.</summary>
    private string Behind(Position position) => _terms.Count == 1 ? $"{_terms[0]} > {Literal(position, 0)}" : $"({_terms[0]} >= {Literal(position, 0)} AND ({Behind(position, 0)}))";

    /// <summary>Of one number.</summary>
    private string UpTo(Position position) => $"{_terms[0]} <= {Literal(position, 0)}";

    private string Behind(Position position, int term) => term == _terms.Count - 1
        ? $"{_terms[term]} > {Literal(position, term)}"
        : $"{_terms[term]} > {Literal(position, term)} OR ({_terms[term]} = {Literal(position, term)} AND ({Behind(position, term + 1)}))";

    private string Literal(Position position, int term) => _dialect.QuoteLiteral(position.Values[term]);
}
