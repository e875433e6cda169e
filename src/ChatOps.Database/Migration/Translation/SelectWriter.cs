using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration.Translation;

/// <summary>The columns of something that rows come from.</summary>
/// <param name="Sql">As it stands in the target's SQL.</param>
/// <param name="Columns">In order, by the source's names; the SQL of each is its own name in the target.</param>
internal sealed record Relation(string Sql, IReadOnlyList<(string Name, Written Column)> Columns);

/// <summary>Writes a query for the target.</summary>
/// <param name="find">A table or view by the name that the source gives it.</param>
internal sealed class SelectWriter(DatabaseProvider from, IDialect to, Func<string, Relation?> find)
{
    /// <summary>The query and its columns.</summary>
    /// <param name="names">Names for its columns; empty for their own.</param>
    /// <exception cref="UntranslatableException">It is not sure that it means the same.</exception>
    internal Relation Write(SqlQuery query, IReadOnlyList<string> names)
    {
        var parts = query.Parts.Select((part, at) => (part.Word, Written: Write(part.Select, at == 0 ? names : []))).ToList();
        var first = parts[0].Written;
        if (parts.Exists(part => part.Written.Columns.Count != first.Columns.Count))
        {
            throw new UntranslatableException("its parts have different numbers of columns");
        }

        var columns = first.Columns.Select((column, at) => (column.Name, column.Column with
        {
            Class = from == to.Provider ? column.Column.Class : ExpressionWriter.ClassOf([.. parts.Select(part => part.Written.Columns[at].Column)]),
        })).ToList();
        var sql = string.Join("\n", parts.Select(part => (part.Word is null ? "" : part.Word + "\n") + part.Written.Sql));
        return new Relation(sql + Order(query, first.Columns), columns);
    }

    /// <summary>Only by result columns: the order of a view means nothing that a query could rely on.</summary>
    private static string Order(SqlQuery query, IReadOnlyList<(string Name, Written Column)> columns)
    {
        var terms = new List<string>();
        foreach (var (node, descending) in query.Order)
        {
            var column = node is SqlName { Table: null } name ? columns.FirstOrDefault(own => own.Name.Equals(name.Column, StringComparison.OrdinalIgnoreCase)).Column?.Sql
                : node is SqlLiteral { Class: SqlClass.Integer } number ? number.Text
                : query.Parts is [var only] && Position(only.Select, node) is > 0 and var at ? $"{at}"
                : null;
            terms.Add((column ?? throw new UntranslatableException("it is sorted by something other than its columns")) + (descending ? " DESC" : ""));
        }

        return terms.Count == 0 ? "" : $"\nORDER BY {string.Join(", ", terms)}";
    }

    private static int Position(SqlSelect select, SqlNode node) =>
        select.Items.Any(item => item.Node is SqlStar) ? 0 : select.Items.Select((item, at) => item.Node == node ? at + 1 : 0).FirstOrDefault(at => at > 0);

    private Relation Write(SqlSelect select, IReadOnlyList<string> names)
    {
        var scope = new SourceScope(from, to);
        var source = Write(select.From, scope);
        var writer = new ExpressionWriter(from, to, scope);
        var items = select.Items.SelectMany(item => Expand(item, scope)).ToList();
        if (names.Count > 0 && names.Count != items.Count)
        {
            throw new UntranslatableException("it names another number of columns than it has");
        }

        var written = items.Select((item, at) => (Name: names.Count > 0 ? names[at] : item.Name, Value: writer.Write(item.Node))).ToList();
        var groups = select.Groups.Select(group => Resolve(group, items, scope)).ToList();
        RequireGrouped(select, items, groups, [.. written.Select(item => item.Value)], writer);
        var sql = $"SELECT {(select.Distinct ? "DISTINCT " : "")}{string.Join(", ", written.Select(item => $"{item.Value.Sql} AS {to.QuoteIdentifier(item.Name)}"))}\nFROM {source}"
            + (select.Where is { } where ? $"\nWHERE {writer.Condition(where)}" : "")
            + (groups.Count > 0 ? $"\nGROUP BY {string.Join(", ", groups.Select(group => writer.Write(group).Sql))}" : "")
            + (select.Having is { } having ? $"\nHAVING {writer.Condition(having)}" : "");
        return new Relation(sql, [.. written.Select(item => (item.Name, item.Value with { Sql = to.QuoteIdentifier(item.Name), Aggregate = false }))]);
    }

    private IEnumerable<(SqlNode Node, string Name)> Expand(SqlItem item, SourceScope scope) => item.Node switch
    {
        SqlStar star => scope.All(star.Table),
        SqlName name => [(name, item.Alias ?? name.Column)],
        _ when item.Alias is null && from != DatabaseProvider.Sqlite => throw new UntranslatableException("a column of it has no name"),
        _ => [(item.Node, item.Alias ?? item.Text)],
    };

    /// <summary>A group may be given by the place or the name of a result column.</summary>
    private static SqlNode Resolve(SqlNode group, List<(SqlNode Node, string Name)> items, SourceScope scope) => group switch
    {
        SqlLiteral { Class: SqlClass.Integer } place when int.TryParse(place.Text, out var at) && at >= 1 && at <= items.Count => items[at - 1].Node,
        SqlName { Table: null } name when scope.Find(name) is null && items.FirstOrDefault(item => item.Name.Equals(name.Column, StringComparison.OrdinalIgnoreCase)) is { Node: { } node } => node,
        _ => group,
    };

    /// <summary>SQLite takes some row's value for a column that is neither grouped nor aggregated, which no other engine does.</summary>
    private void RequireGrouped(SqlSelect select, List<(SqlNode Node, string Name)> items, List<SqlNode> groups, IReadOnlyList<Written> written, ExpressionWriter writer)
    {
        if (groups.Count == 0 && select.Having is null && !written.Any(item => item.Aggregate))
        {
            return;
        }

        var grouped = groups.Select(group => writer.Write(group)).ToList();
        for (var at = 0; at < items.Count; at++)
        {
            if (!written[at].Aggregate && items[at].Node is not SqlLiteral && !grouped.Exists(group => group.Sql == written[at].Sql))
            {
                throw new UntranslatableException("it shows a column that is neither grouped nor aggregated");
            }
        }

        if (from != to.Provider && grouped.Exists(group => group.Class == SqlClass.Text && group.IgnoredCase != group.IgnoresCase))
        {
            throw new UntranslatableException("it groups texts without case, which the target would not do");
        }
    }

    private string Write(SqlSource source, SourceScope scope)
    {
        switch (source)
        {
            case SqlTable table:
                var relation = find(table.Name) ?? throw new UntranslatableException($"{table.Name} is not migrated");
                return $"{relation.Sql} AS {scope.Add(table.Alias ?? table.Name, relation)}";
            case SqlDerived derived:
                var inner = Write(derived.Query, []);
                return $"({inner.Sql}) AS {scope.Add(derived.Alias, inner)}";
            case SqlJoin join:
                var left = Write(join.Left, scope);
                var right = Write(join.Right, scope);
                var side = join.Right is SqlJoin ? $"({right})" : right;
                return $"{left}\n{join.Word} {side}{(join.On is { } on ? $" ON {new ExpressionWriter(from, to, scope).Condition(on)}" : "")}";
            default:
                throw new UntranslatableException("it reads from something other than tables");
        }
    }

    /// <summary>Everything that a SELECT reads from, by name or alias.</summary>
    private sealed class SourceScope(DatabaseProvider from, IDialect to) : ITranslationScope
    {
        private readonly List<(string Alias, string Quoted, Relation Relation)> _relations = [];

        private StringComparison Names => from == DatabaseProvider.PostgreSql ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

        internal string Add(string alias, Relation relation)
        {
            if (_relations.Exists(own => own.Alias.Equals(alias, StringComparison.OrdinalIgnoreCase)))
            {
                throw new UntranslatableException($"it reads {alias} twice under one name");
            }

            _relations.Add((alias, to.QuoteIdentifier(alias), relation));
            return _relations[^1].Quoted;
        }

        internal IEnumerable<(SqlNode Node, string Name)> All(string? table) =>
            _relations.Where(own => table is null || own.Alias.Equals(table, Names)).SelectMany(own => own.Relation.Columns.Select(column => ((SqlNode)new SqlName(own.Alias, column.Name, false), column.Name)));

        public Written? Find(SqlName name)
        {
            var found = _relations.Where(own => name.Table is null || own.Alias.Equals(name.Table, Names))
                .SelectMany(own => own.Relation.Columns.Where(column => column.Name.Equals(name.Column, Names)).Select(column => (own.Quoted, column.Column))).ToList();
            return found is [var only] ? only.Column with { Sql = $"{only.Quoted}.{only.Column.Sql}" }
                : found is [] ? null
                : throw new UntranslatableException($"{name.Column} is in several of its tables");
        }
    }
}
