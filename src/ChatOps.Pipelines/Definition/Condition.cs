using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace ChatOps.Pipelines.Definition;

/// <summary>
/// The grammar of <c>when</c>:
/// <code>
/// or         = and { "or" and }
/// and        = not { "and" not }
/// not        = "not" not | comparison
/// comparison = operand [ ("==" | "!=" | "&lt;=" | "&lt;" | "&gt;=" | "&gt;") operand ]
/// operand    = path | number | 'text' | "text" | true | false | null | "(" or ")"
/// </code>
/// Equality compares any two values; order compares two numbers or two texts (by code unit); everything else that is
/// not a truth value where one is needed is an error, not false.
/// </summary>
public sealed class Condition
{
    /// <summary>Characters of a condition.</summary>
    public const int MaxLength = 4000;

    private readonly ConditionNode _root;

    private Condition(ConditionNode root, IReadOnlyList<PathExpression> paths) => (_root, Paths) = (root, paths);

    /// <summary>Every path in it, in order.</summary>
    public IReadOnlyList<PathExpression> Paths { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out Condition? condition, [NotNullWhen(false)] out string? error)
    {
        (condition, error) = (null, null);
        if (text.Length > MaxLength)
        {
            error = $"The condition has {text.Length} characters; at most {MaxLength} are taken.";
            return false;
        }

        try
        {
            var parser = new ConditionParser(text);
            condition = new Condition(parser.Parse(), parser.Paths);
            return true;
        }
        catch (ExpressionException problem)
        {
            error = problem.Message;
            return false;
        }
    }

    /// <exception cref="ExpressionException">A path leads nowhere, or values of different kinds are put in order.</exception>
    public bool Evaluate(ExpressionScope scope) => ConditionNode.Truth(_root.Evaluate(scope));
}

internal abstract record ConditionNode
{
    public abstract JsonElement Evaluate(ExpressionScope scope);

    public static bool Truth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new ExpressionException($"{Describe(value)} stands where true or false is needed; compare it with something."),
    };

    protected static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "A text",
        JsonValueKind.Number => "A number",
        JsonValueKind.Object => "An object",
        JsonValueKind.Array => "A list",
        JsonValueKind.Null => "null",
        _ => "A truth value",
    };

    protected static JsonElement Of(bool value) => value ? True : False;

    private static readonly JsonElement True = CompactJson.Parse("true");
    private static readonly JsonElement False = CompactJson.Parse("false");
}

internal sealed record LiteralNode(JsonElement Value) : ConditionNode
{
    public override JsonElement Evaluate(ExpressionScope scope) => Value;
}

internal sealed record PathNode(PathExpression Path) : ConditionNode
{
    public override JsonElement Evaluate(ExpressionScope scope) => scope.Resolve(Path);
}

internal sealed record NotNode(ConditionNode Inner) : ConditionNode
{
    public override JsonElement Evaluate(ExpressionScope scope) => Of(!Truth(Inner.Evaluate(scope)));
}

/// <param name="IsAnd">All must hold; else one must.</param>
internal sealed record JunctionNode(IReadOnlyList<ConditionNode> Parts, bool IsAnd) : ConditionNode
{
    public override JsonElement Evaluate(ExpressionScope scope) => Of(IsAnd
        ? Parts.All(p => Truth(p.Evaluate(scope)))
        : Parts.Any(p => Truth(p.Evaluate(scope))));
}

internal sealed record ComparisonNode(ConditionNode Left, string Operator, ConditionNode Right) : ConditionNode
{
    public override JsonElement Evaluate(ExpressionScope scope)
    {
        var (left, right) = (Left.Evaluate(scope), Right.Evaluate(scope));
        return Of(Operator switch
        {
            "==" => Same(left, right),
            "!=" => !Same(left, right),
            "<" => Order(left, right) < 0,
            "<=" => Order(left, right) <= 0,
            ">" => Order(left, right) > 0,
            _ => Order(left, right) >= 0,
        });
    }

    private static bool Same(JsonElement left, JsonElement right) =>
        left.ValueKind == right.ValueKind && CanonicalJson.Write(left) == CanonicalJson.Write(right);

    private int Order(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => Number(left, right),
        (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(left.GetString(), right.GetString()),
        _ => throw new ExpressionException($"'{Operator}' compares two numbers or two texts, not {Lower(left)} with {Lower(right)}."),
    };

    private static int Number(JsonElement left, JsonElement right) =>
        left.TryGetDecimal(out var a) && right.TryGetDecimal(out var b) ? a.CompareTo(b) : left.GetDouble().CompareTo(right.GetDouble());

    private static string Lower(JsonElement value) =>
        Describe(value) is var text ? char.ToLower(text[0], CultureInfo.InvariantCulture) + text[1..] : "";
}
