namespace ChatOps.Pipelines.Definition;

/// <summary>Recursive descent over the grammar of <see cref="Condition"/>, with a depth limit.</summary>
internal sealed class ConditionParser(string text)
{
    private const int MaxDepth = 64;
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "<", ">"];
    private readonly ExpressionReader _reader = new(text);
    private int _depth;

    public List<PathExpression> Paths { get; } = [];

    public ConditionNode Parse()
    {
        if (_reader.AtEnd)
            throw _reader.Error("The condition is empty.");
        var root = Or();
        _reader.ExpectEnd();
        return root;
    }

    private ConditionNode Or() => Junction("or", And, isAnd: false);

    private ConditionNode And() => Junction("and", Not, isAnd: true);

    private ConditionNode Junction(string word, Func<ConditionNode> part, bool isAnd)
    {
        var parts = new List<ConditionNode> { part() };
        while (_reader.TakeWord(word))
            parts.Add(part());
        return parts.Count == 1 ? parts[0] : new JunctionNode(parts, isAnd);
    }

    private ConditionNode Not() =>
        _reader.TakeWord("not") ? new NotNode(Deeper(Not)) : Comparison();

    private ConditionNode Comparison()
    {
        var left = Operand();
        foreach (var symbol in Operators)
            if (_reader.Take(symbol))
                return new ComparisonNode(left, symbol, Operand());
        return _reader.Take("=") ? throw _reader.Error("Equality is written ==.") : left;
    }

    private ConditionNode Operand()
    {
        if (_reader.AtEnd)
            throw _reader.Error("A value is expected here.");
        if (_reader.Take("("))
        {
            var inner = Deeper(Or);
            return _reader.Take(")") ? inner : throw _reader.Error("The closing parenthesis is missing.");
        }

        if (_reader.Take("{{"))
            throw _reader.Error("A path stands here without braces.", _reader.At - 2);
        if (_reader.ReadLiteral() is { } literal)
            return new LiteralNode(literal);
        var path = _reader.ReadPath();
        Paths.Add(path);
        return new PathNode(path);
    }

    private ConditionNode Deeper(Func<ConditionNode> read)
    {
        if (++_depth > MaxDepth)
            throw _reader.Error($"The condition is nested more than {MaxDepth} deep.");
        var node = read();
        _depth--;
        return node;
    }
}
