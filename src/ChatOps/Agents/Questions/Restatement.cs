using System.Globalization;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions;

/// <summary>Says in words what a statement asks, so that people can see whether they were understood.</summary>
internal sealed class Restatement(QuestionLexicon lexicon)
{
    public static string Of(SelectStatement select, QuestionLexicon lexicon) => new Restatement(lexicon).Whole(select);

    private string Whole(SelectStatement select)
    {
        var parts = new List<string> { lexicon.Say("show", Items(select)), lexicon.Say("from-tables", TableNames(select)) };
        if (select.Where.Count > 0)
            parts.Add(lexicon.Say("where", Conditions(select.Where)));
        parts.AddRange(select.Combined.Select(other => $"{lexicon.Say("and")} {lexicon.Say("where", Conditions(other.Select.Where))}"));
        if (select.GroupBy.Count > 0)
            parts.Add(lexicon.Say("for-each", List(select.GroupBy)));
        if (select.Having.Count > 0)
            parts.Add(lexicon.Say("where", Conditions(select.Having)));
        if (select.OrderBy.Count > 0)
            parts.Add(lexicon.Say("sorted", string.Join(", ", select.OrderBy.Select(Order))));
        if (select.Limit is { } limit)
            parts.Add(select.Offset > 0 ? lexicon.Say("row-number", (select.Offset + 1).ToString(CultureInfo.InvariantCulture)) : lexicon.Say("first-rows", limit.ToString(CultureInfo.InvariantCulture)));
        return string.Join(" ", parts) + ".";
    }

    private string Items(SelectStatement select) => select.Distinct ? lexicon.Say("different", List(select.Items)) : List(select.Items);

    private static string TableNames(SelectStatement select) =>
        string.Join(", ", select.Joins.SelectMany(link => new[] { link.Child.Name, link.Parent.Name }).Prepend(select.From.Name).Distinct());

    private string Order(SqlOrder order) => order.Descending ? lexicon.Say("falling", Expression(order.Value)) : Expression(order.Value);

    private string List(IReadOnlyList<SqlExpression> items) => string.Join(", ", items.Select(Expression));

    private string Conditions(IReadOnlyList<SqlCondition> conditions) => string.Join($" {lexicon.Say("and")} ", conditions.Select(Condition));

    private string Condition(SqlCondition condition) => condition switch
    {
        SqlCondition.Compare compare => $"{Expression(compare.Left)} {compare.Operator.ToLowerInvariant()} {Expression(compare.Right)}",
        SqlCondition.Like like => $"{Expression(like.Value)} {(like.Negated ? "<>" : "=")} {like.Pattern}",
        SqlCondition.Between between => $"{Expression(between.Low)} <= {Expression(between.Value)} <= {Expression(between.High)}",
        SqlCondition.IsNull empty => $"{Expression(empty.Value)} {(empty.Negated ? "<>" : "=")} NULL",
        SqlCondition.In inside => lexicon.Say(inside.Negated ? "none-of" : "some-of", Inner(inside.Select)),
        SqlCondition.All all => Conditions(all.Parts),
        SqlCondition.Any any => string.Join($" {lexicon.Say("or")} ", any.Parts.Select(Condition)),
        SqlCondition.Not not => $"{lexicon.Say("not")} ({Condition(not.Inner)})",
        _ => "",
    };

    private string Inner(SelectStatement select)
    {
        var conditions = select.Where.Where(condition => condition is not SqlCondition.IsNull { Negated: true }).Concat(select.Having).ToList();
        return TableNames(select) + (conditions.Count == 0 ? "" : $" ({Conditions(conditions)})");
    }

    private string Expression(SqlExpression expression) => expression switch
    {
        SqlExpression.Reference reference => reference.Column.Name,
        SqlExpression.AsNumber number => number.Column.Name,
        SqlExpression.Aggregate { Operand: null } => lexicon.Say("count-of", lexicon.Say("rows")),
        SqlExpression.Aggregate { Distinct: true } count => lexicon.Say("count-of", lexicon.Say("different", Expression(count.Operand!))),
        SqlExpression.Aggregate aggregate => lexicon.Say(Word(aggregate.Kind), Expression(aggregate.Operand!)),
        SqlExpression.Span span => $"{span.Column.Name} ({lexicon.Say(span.Unit.ToString().ToLowerInvariant())})",
        SqlExpression.Share share => lexicon.Say("percent-of", lexicon.Say("rows") + $" ({Conditions(share.Of)})"),
        SqlExpression.Quotient { Factor: 100 } part => lexicon.Say("percent-of", Expression(part.Dividend)),
        SqlExpression.Quotient mean => lexicon.Say("average-of", Expression(mean.Dividend)),
        SqlExpression.Literal literal => Convert.ToString(literal.Value, CultureInfo.InvariantCulture) ?? "NULL",
        SqlExpression.Scalar { Select: { Shared: { } shared } mean } => $"{Expression(mean.Items[0])} {lexicon.Say("for-each", shared.Name)}",
        SqlExpression.Scalar scalar => Expression(scalar.Select.Items[0]) + (scalar.Select.Where.Count == 0 ? "" : $" ({Conditions(scalar.Select.Where)})"),
        _ => lexicon.Say("everything"),
    };

    private static string Word(AggregateKind kind) => kind switch
    {
        AggregateKind.Count => "count-of",
        AggregateKind.Sum => "sum-of",
        AggregateKind.Average => "average-of",
        AggregateKind.Minimum => "minimum-of",
        _ => "maximum-of",
    };
}
