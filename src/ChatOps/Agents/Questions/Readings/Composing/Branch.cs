using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Composing;

/// <summary>Conditions on tables that are reached by one and the same link.</summary>
internal sealed class Branch(TableNode anchor, Link first)
{
    private readonly List<Condition> _conditions = [];
    private readonly List<TableNode> _tables = [];
    private Condition? _figure;

    public Link First => first;

    /// <summary>Two values of one column cannot be in one row: "a cat and a dog" are two of them.</summary>
    public bool Takes(Condition condition, ConditionComposer composer) => condition switch
    {
        Condition.CountIs or Condition.FigureIs => _figure is null,
        _ => composer.Simple(condition) is not { } simple || !_conditions.Select(composer.Simple).OfType<SimpleComparison>().Any(simple.Excludes),
    };

    public void Add(Condition condition, TableNode table, IReadOnlyList<Link> path)
    {
        foreach (var passed in path.SelectMany(link => new[] { link.Child, link.Parent }).Append(table).Where(passed => passed != anchor && !_tables.Contains(passed)))
            _tables.Add(passed);
        if (condition is Condition.CountIs or Condition.FigureIs)
            _figure = condition;
        else if (condition is not Condition.Linked)
            _conditions.Add(condition);
    }

    public SqlCondition Within(ConditionComposer composer, bool negated)
    {
        var next = first.Other(anchor);
        var (outer, inner) = first.Child == anchor ? (first.From[0], first.To[0]) : (first.To[0], first.From[0]);
        var select = new SelectStatement
        {
            Items = [new SqlExpression.Reference(inner)],
            From = next,
            Joins = composer.Graph.Join(next, _tables) ?? [],
            Where = composer.Compose([.. _conditions.Select(condition => new List<Condition> { condition })], [next, .. _tables.Where(table => table != next)]),
        };
        if (_figure is not null && composer.Having(_figure) is { } having)
            select = select with { GroupBy = select.Items, Having = [having] };

        return new SqlCondition.In(new SqlExpression.Reference(outer), select, negated);
    }
}
