using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration.Translation;

/// <summary>Writes an expression for the target where it means exactly the same there, and stops where that is not sure.</summary>
internal sealed class ExpressionWriter
{
    private readonly ITranslationScope _scope;
    private readonly FunctionWriter _functions;

    internal ExpressionWriter(DatabaseProvider from, IDialect to, ITranslationScope scope)
    {
        (From, To, _scope) = (from, to, scope);
        _functions = new FunctionWriter(this);
    }

    internal DatabaseProvider From { get; }

    internal IDialect To { get; }

    /// <summary>The result is kept, so that it must be the same to the last digit.</summary>
    internal bool MustBeExact { get; init; }

    internal bool SameEngine => From == To.Provider;

    /// <summary>SQLite computes exact numbers as floating-point ones.</summary>
    internal bool IsExact => SameEngine || (From != DatabaseProvider.Sqlite && To.Provider != DatabaseProvider.Sqlite);

    /// <exception cref="UntranslatableException">It is not sure that it means the same.</exception>
    internal Written Write(SqlNode node) => node switch
    {
        SqlLiteral literal => Literal(literal),
        SqlName name => Name(name),
        SqlGroup group => Grouped(Write(group.Inner)),
        SqlUnary { Operator: "NOT" } not => new Written($"NOT ({Condition(not.Operand)})", SqlClass.Boolean),
        SqlBinary { Operator: "AND" or "OR" } logic => new Written($"{Operand(logic.Left, true)} {logic.Operator} {Operand(logic.Right, true)}", SqlClass.Boolean),
        SqlBinary { Operator: "||" } texts => _functions.Concatenate([texts.Left, texts.Right]),
        SqlBinary { Operator: "+" or "-" or "*" or "/" or "%" } sum => Arithmetic(sum),
        SqlBinary comparison => Compare(comparison),
        SqlIsNull isNull => new Written($"{Operand(isNull.Operand)} IS {(isNull.Not ? "NOT " : "")}NULL", SqlClass.Boolean),
        SqlIsTruth truth => new Written($"({Condition(truth.Operand)}) IS {(truth.Not ? "NOT " : "")}{(truth.Value ? "TRUE" : "FALSE")}", SqlClass.Boolean),
        SqlIn list => In(list),
        SqlBetween between => Between(between),
        SqlLike like => LikeWriter.Write(this, like),
        SqlCase branches => Case(branches),
        SqlCast cast => Cast(cast),
        SqlCall call => _functions.Write(call),
        _ => throw new UntranslatableException("it holds something that is not translated"),
    };

    /// <summary>Where a truth value is expected. PostgreSQL takes no number there.</summary>
    internal string Condition(SqlNode node)
    {
        var written = Write(node is SqlLiteral { Class: SqlClass.Integer, Text: "0" or "1" } bit ? new SqlLiteral(SqlClass.Boolean, bit.Text == "1" ? "true" : "false") : node);
        return written.Class is SqlClass.Boolean or SqlClass.Null || (To.Provider != DatabaseProvider.PostgreSql && written.IsNumber) ? written.Sql
            : written.IsNumber ? $"({written.Sql}) <> 0"
            : throw new UntranslatableException("something that is no truth value is used as one");
    }

    /// <summary>In parentheses where it is made of several pieces.</summary>
    internal string Operand(SqlNode node, bool isCondition = false)
    {
        var sql = isCondition ? Condition(node) : Write(node).Sql;
        return node is SqlLiteral or SqlName or SqlGroup or SqlCall or SqlCase && sql == Write(node).Sql ? sql : $"({sql})";
    }

    /// <summary>The literal as the other side of a comparison wants it.</summary>
    internal SqlNode Fitting(SqlNode node, SqlClass other)
    {
        if ((node as SqlLiteral ?? (node as SqlGroup)?.Inner as SqlLiteral) is not { } literal || SameEngine)
        {
            return node;
        }

        return (literal.Class, other) switch
        {
            (SqlClass.Integer, SqlClass.Boolean) when literal.Text is "0" or "1" => new SqlLiteral(SqlClass.Boolean, literal.Text == "1" ? "true" : "false"),
            (SqlClass.Text, SqlClass.Integer or SqlClass.Decimal or SqlClass.Real) => SqlLiterals.AsNumber(literal) ?? throw new UntranslatableException("a number is compared with a text"),
            (SqlClass.Integer or SqlClass.Decimal, SqlClass.Text) when From == DatabaseProvider.Sqlite => literal with { Class = SqlClass.Text },
            (SqlClass.Text, SqlClass.Date or SqlClass.Moment) when IsWhole(literal.Text, other) => literal with { Class = other },
            (SqlClass.Text or SqlClass.Date or SqlClass.Moment or SqlClass.Time, SqlClass.Time) when From != DatabaseProvider.Sqlite && To.Provider != DatabaseProvider.Sqlite => literal with { Class = SqlClass.Time },
            (SqlClass.Text, SqlClass.Uuid) => literal with { Class = SqlClass.Uuid },
            _ => literal,
        };
    }

    /// <summary>Stops where the two kinds do not compare alike in both engines.</summary>
    internal void RequireComparable(Written left, Written right, bool byOrder)
    {
        if (SameEngine || left.Class == SqlClass.Null || right.Class == SqlClass.Null)
        {
            return;
        }

        if (left.Class == SqlClass.Unknown || (left.Class != right.Class && !(left.IsNumber && right.IsNumber)))
        {
            throw new UntranslatableException("values of different kinds are compared");
        }

        if (left.Class == SqlClass.Text && (left.IgnoredCase || right.IgnoredCase) != (left.IgnoresCase || right.IgnoresCase))
        {
            throw new UntranslatableException("texts are compared without case, which the target would not do");
        }

        if (byOrder && left.Class == SqlClass.Text)
        {
            throw new UntranslatableException("texts are compared by their order, which differs from database to database");
        }
    }

    private static Written Grouped(Written inner) => inner with { Sql = $"({inner.Sql})" };

    private Written Literal(SqlLiteral literal) => literal.Class switch
    {
        SqlClass.Null => new Written("NULL", SqlClass.Null),
        SqlClass.Boolean when To.Provider == DatabaseProvider.PostgreSql => new Written(literal.Text.ToUpperInvariant(), SqlClass.Boolean),
        SqlClass.Boolean => new Written(literal.Text == "true" ? "1" : "0", SqlClass.Boolean),
        SqlClass.Integer or SqlClass.Decimal or SqlClass.Real => new Written(literal.Text, literal.Class),
        _ => new Written(To.QuoteLiteral(literal.Text), literal.Class),
    };

    private Written Name(SqlName name) =>
        _scope.Find(name)
        ?? (From == DatabaseProvider.Sqlite && name is { IsQuoted: true, Table: null } ? Literal(new SqlLiteral(SqlClass.Text, name.Column)) : throw new UntranslatableException($"there is no column {name.Column}"));

    private Written Compare(SqlBinary comparison)
    {
        var (left, right) = (Fitting(comparison.Left, Write(comparison.Right).Class), Fitting(comparison.Right, Write(comparison.Left).Class));
        RequireComparable(Write(left), Write(right), comparison.Operator is not ("=" or "<>"));
        return new Written($"{Operand(left)} {comparison.Operator} {Operand(right)}", SqlClass.Boolean);
    }

    private Written In(SqlIn list)
    {
        var operand = Write(list.Operand);
        var items = list.Items.Select(item => Fitting(item, operand.Class)).ToList();
        items.ForEach(item => RequireComparable(operand, Write(item), false));
        return new Written($"{Operand(list.Operand)} {(list.Not ? "NOT " : "")}IN ({string.Join(", ", items.Select(item => Write(item).Sql))})", SqlClass.Boolean);
    }

    private Written Between(SqlBetween between)
    {
        var operand = Write(between.Operand);
        var (low, high) = (Fitting(between.Low, operand.Class), Fitting(between.High, operand.Class));
        RequireComparable(operand, Write(low), true);
        RequireComparable(operand, Write(high), true);
        return new Written($"{Operand(between.Operand)} {(between.Not ? "NOT " : "")}BETWEEN {Operand(low)} AND {Operand(high)}", SqlClass.Boolean);
    }

    private Written Arithmetic(SqlBinary sum)
    {
        var (left, right) = (Write(sum.Left), Write(sum.Right));
        if (!SameEngine && (!left.IsNumber || !right.IsNumber))
        {
            throw new UntranslatableException($"{sum.Operator} stands between something other than numbers");
        }

        var sign = sum.Operator is "/" or "%" && !SameEngine ? Division(sum, left, right) : sum.Operator;
        var kind = left.Class == SqlClass.Real || right.Class == SqlClass.Real ? SqlClass.Real : left.Class == SqlClass.Decimal || right.Class == SqlClass.Decimal ? SqlClass.Decimal : SqlClass.Integer;
        if (kind == SqlClass.Decimal && MustBeExact && !IsExact)
        {
            throw new UntranslatableException("SQLite computes exact numbers as floating-point ones");
        }

        return new Written($"{Operand(sum.Left)} {sign} {Operand(sum.Right)}", kind) { Aggregate = left.Aggregate || right.Aggregate };
    }

    /// <summary>Between whole numbers SQLite and PostgreSQL cut, and MySQL does not; by zero PostgreSQL stops, and the others give NULL.</summary>
    private string Division(SqlBinary division, Written left, Written right)
    {
        if ((division.Right as SqlLiteral ?? (division.Right as SqlGroup)?.Inner as SqlLiteral) is not { } divisor || divisor.Text.Trim('-', '0', '.').Length == 0)
        {
            throw new UntranslatableException("engines differ in a division by zero");
        }

        var areWhole = left.Class == SqlClass.Integer && right.Class == SqlClass.Integer;
        return division.Left is SqlCast || division.Right is SqlCast || (division.Left as SqlGroup)?.Inner is SqlCast ? throw new UntranslatableException("it divides something that was cast")
            : areWhole && From == DatabaseProvider.MySql && division.Operator == "/" ? throw new UntranslatableException("MySQL divides whole numbers with digits behind the point")
            : areWhole && To.Provider == DatabaseProvider.MySql && division.Operator == "/" ? "DIV"
            : areWhole || (left.Class == SqlClass.Real || right.Class == SqlClass.Real) && division.Operator == "/" ? division.Operator
            : throw new UntranslatableException("engines differ in the digits of a division");
    }

    private Written Case(SqlCase branches)
    {
        var results = branches.Branches.Select(branch => Write(branch.Then)).Concat(branches.Else is { } last ? [Write(last)] : []).ToList();
        var kind = ClassOf(results);
        if (branches.Operand is { } operand)
        {
            foreach (var (when, _) in branches.Branches)
            {
                RequireComparable(Write(operand), Write(Fitting(when, Write(operand).Class)), false);
            }
        }

        var whens = branches.Branches.Select(branch => $"WHEN {(branches.Operand is { } own ? Write(Fitting(branch.When, Write(own).Class)).Sql : Condition(branch.When))} THEN {Write(branch.Then).Sql}");
        var otherwise = branches.Else is { } node ? $" ELSE {Write(node).Sql}" : "";
        return new Written($"CASE {(branches.Operand is { } subject ? Operand(subject) + " " : "")}{string.Join(' ', whens)}{otherwise} END", kind) { Aggregate = results.Exists(result => result.Aggregate) };
    }

    /// <summary>What values are that may be any of these.</summary>
    internal static SqlClass ClassOf(IReadOnlyList<Written> results)
    {
        var kinds = results.Select(result => result.Class).Where(kind => kind != SqlClass.Null).Distinct().ToList();
        return kinds is [] ? SqlClass.Null
            : kinds is [var only] ? only
            : kinds.TrueForAll(kind => kind is SqlClass.Integer or SqlClass.Decimal or SqlClass.Real) ? (kinds.Contains(SqlClass.Real) ? SqlClass.Real : SqlClass.Decimal)
            : throw new UntranslatableException("it may be values of different kinds");
    }

    /// <summary>Only a cast that changes nothing but the kind of number is left out; others differ from engine to engine.</summary>
    private Written Cast(SqlCast cast)
    {
        var operand = Write(cast.Operand);
        var isWider = operand.IsNumber && cast.Class is SqlClass.Decimal or SqlClass.Real && (operand.Class == cast.Class || operand.Class == SqlClass.Integer);
        return (operand.Class == cast.Class || isWider) && !cast.Sized
            ? operand with { Class = cast.Class, Sql = cast.Operand is SqlName or SqlGroup or SqlCall ? operand.Sql : $"({operand.Sql})" }
            : throw new UntranslatableException("it holds a cast that is not translated");
    }

    /// <summary>Texts of dates compare as dates do where they are written in full.</summary>
    private static bool IsWhole(string text, SqlClass kind) =>
        kind == SqlClass.Date ? DateOnly.TryParseExact(text, "yyyy-MM-dd", out _) : DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss.FFFFFF", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _);
}
