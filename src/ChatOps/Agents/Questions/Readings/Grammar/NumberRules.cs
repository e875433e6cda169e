using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>Conditions on numbers, dates and counts.</summary>
internal sealed class NumberRules(ParseState state, OperandRules operands)
{
    private Cursor Cursor => state.Cursor;

    private Draft Draft => state.Draft;

    private TableNode? Scope => state.Scope ?? Draft.Head;

    /// <summary>"above 20", "older than 20", "more than 2 concerts", "above the average age", "a greater weight than 10".</summary>
    /// <param name="mention">The column before it; null where none was named.</param>
    /// <param name="at">Where the comparison stands, where that is not the cursor.</param>
    public bool TryComparison(Item item, ColumnMention? mention, int? at = null)
    {
        var place = at ?? Cursor.At;
        var comparison = Comparisons.OperatorOf(item)!;
        var next = Cursor.Skip(place + 1, Cue.Than, Cue.Of, Cue.Their);
        // "weniger kostet als ...": the verb stands between, and names the column.
        if (mention is null && Cursor[next].Is(Cue.Glue) && Cursor[next + 1].Is(Cue.Than) && Scope is { } owner && state.Names.Hinted(owner, state.Names.MeasuredBy(Cursor[next])) is { Count: > 0 } measured)
            (mention, next) = (new ColumnMention(measured, owner, owner, Cursor[next].Text), next + 2);
        if (mention is null && Cursor[next].Kind == ItemKind.Column && Behind(next) is { } compared)
            return Compare(state.Mention(Cursor[next]), comparison, compared);
        if (mention is null && Cursor[next].Kind == ItemKind.Number)
            return TryCounted(item, comparison, next);
        // "more than a concert"
        if (mention is null && Cursor[next].Kind == ItemKind.Table && Cursor[next - 1].Is(Cue.One))
            return Count(Cursor[next].Tables[0].Table, comparison, 1L, next + 1);
        var end = next;
        if (operands.Read(ref end) is not { } operand)
            return false;
        // Texts are not more or less than others, but dates are.
        if (operand is Operand.Value { Literal: string text } && !text.Any(char.IsAsciiDigit) && comparison != "=")
            return false;
        var column = mention ?? (operand is Operand.Figure { Mention: { } same } && item.Degree is null or { IsPlain: true } ? same : null) ?? Implied(item, operand);
        if (column is null)
            return false;
        var widened = IsWidened(end);
        return Compare(column, widened ? Comparisons.Widened(comparison, Cursor[end]) : comparison, (operand, widened ? end + 1 : end));
    }

    public bool TryBetween(ColumnMention? mention, int at)
    {
        var low = Cursor.Skip(at + 1, Cue.Year, Cue.Of);
        var high = Cursor.Skip(low + 1, Cue.And, Cue.Year, Cue.OrLess);
        if (Limit(Cursor[low]) is not { } from || Limit(Cursor[high]) is not { } to)
            return false;
        if (mention is null && Cursor[high + 1].Kind == ItemKind.Column)
        {
            mention = state.Mention(Cursor[high + 1]);
            high++;
        }

        mention ??= TakeDangling() ?? Moment();
        if (mention is null)
            return false;
        state.Add(new Condition.Between(mention, from, to));
        Cursor.At = high + 1;
        return true;
    }

    public bool TryEqual(ColumnMention mention, int at)
    {
        var comparison = IsWidened(at + 1) ? Comparisons.Widened("=", Cursor[at + 1]) : "=";
        var best = mention.Candidates[0].Column;
        if (!best.IsNumber && best.Class != ValueClass.Date && mention.Candidates.Any(match => match.Column.IsNumber && match.Score > mention.Candidates[0].Score - 0.15))
            mention = mention with { Candidates = [.. mention.Candidates.OrderByDescending(match => match.Score + (match.Column.IsNumber ? 0.15 : 0))] };
        state.Compared = mention;
        state.Add(new Condition.Compare(mention, comparison, new Operand.Value(OperandRules.Literal(Cursor[at].Number!.Value))));
        Cursor.At = at + (comparison == "=" ? 1 : 2);
        return true;
    }

    /// <summary>A number by itself: a year, a count, or the value of the column behind it.</summary>
    public bool TryNumber(Item item)
    {
        var at = Cursor.At + 1;
        var comparison = IsWidened(at) ? Comparisons.Widened("=", Cursor[at]) : "=";
        if (comparison != "=")
            at++;
        if (Cursor[at].Degree is { IsSuperlative: true } || Cursor[Cursor.At - 1].Is(Cue.Top))
        {
            state.Rows = (int)item.Number!.Value;
            Cursor.At++;
            return true;
        }

        at = Cursor.Skip(at, Cue.Distinct);
        var number = OperandRules.Literal(item.Number!.Value);
        if (item.Number is > 1800 and < 2200 && comparison == "=" && Moment() is { } year && Cursor[at].Kind != ItemKind.Column)
            return InYear(TakeDangling() ?? year, number);
        if (Cursor[at].Kind == ItemKind.Table)
            return Count(Cursor[at].Tables[0].Table, comparison, number, at + 1);
        if (Cursor[at].Kind == ItemKind.Column && Cursor[at].Columns[0].Column.IsNumber)
            return Compare(state.Mention(Cursor[at]), comparison, (new Operand.Value(number), at + 1));
        if (Cursor[at].Is(Cue.Times))
            return Count(null, comparison, number, at + 1);
        // "grade 9 or 10"
        if (state is { Alternative: true, Compared: { } compared })
            return Compare(compared, comparison, (new Operand.Value(number), comparison == "=" ? Cursor.At + 1 : Cursor.At + 2));
        if (!IsYear(item) || Moment() is not { } moment)
        {
            Draft.Penalty += 0.35;
            return false;
        }

        return Compare(TakeDangling() ?? moment, comparison, (new Operand.Value(number), comparison == "=" ? Cursor.At + 1 : Cursor.At + 2));
    }

    /// <summary>"in February 2023", "in the last 30 days".</summary>
    public bool TryPeriod(Item item)
    {
        var days = state.Names.Moments.Where(match => match.Column.Class == ValueClass.Date).ToList();
        if (days.Count == 0)
            return false;
        var mention = state.Dangling is { } dangling && dangling.Columns[0].Column.Class == ValueClass.Date ? TakeDangling()! : new ColumnMention(days, null, Scope, item.Text);
        state.Add(new Condition.Within(mention, item.Period!));
        Cursor.At++;
        return true;
    }

    /// <summary>"2014", also where what is denied of that year comes after it: "2014 kein Konzert".</summary>
    private bool InYear(ColumnMention mention, object year)
    {
        var denied = Cursor[Cursor.At + 1].Is(Cue.Without);
        // "2014 bei einem Konzert": the year is that of what comes right behind it.
        var next = Cursor[Cursor.Skip(Cursor.At + 1, Cue.In, Cue.One)];
        if (next.Kind == ItemKind.Table && state.Names.Moments.Any(match => match.Column.Table == next.Tables[0].Table))
            mention = mention with { Scope = next.Tables[0].Table };
        state.Negated |= denied;
        return Compare(mention, "=", (new Operand.Value(year), denied ? Cursor.At + 2 : Cursor.At + 1));
    }

    /// <summary>"more than 2 concerts", "more than 3000 products", "older than 20".</summary>
    private bool TryCounted(Item item, string comparison, int at)
    {
        var number = OperandRules.Literal(Cursor[at].Number!.Value);
        Condition? quality = null;
        var next = at + 1;
        if (IsWidened(next))
            comparison = Comparisons.Widened(comparison, Cursor[next++]);
        var behind = next;
        next = Cursor.Skip(next, Cue.Distinct, Cue.Of);
        var unit = Cursor[next];
        if (unit.Kind == ItemKind.Column && unit.Columns[0].Column.Truth is not null && Cursor[next + 1].Kind is ItemKind.Column or ItemKind.Table)
        {
            // "more than one official language"
            quality = new Condition.IsTrue(state.Mention(unit));
            unit = Cursor[++next];
        }

        if (unit.Is(Cue.Times))
            return Count(null, comparison, number, next + 1);
        if (unit.Kind == ItemKind.Table && item.Degree is null or { IsPlain: true })
            return Count(unit.Tables[0].Table, comparison, number, next + 1, quality);
        if (unit.Kind == ItemKind.Column && unit.Columns[0].Column is { IsNumber: true, IsKey: false })
            return Compare(state.Mention(unit), comparison, (new Operand.Value(number), next + 1));
        var operand = new Operand.Value(number);
        var column = TakeDangling() ?? Implied(item, operand) ?? state.Compared;
        if (column is null && unit.Kind == ItemKind.Column && unit.Columns[0].Column.Table != Scope)
            return Count(unit.Columns[0].Column.Table, comparison, number, next + 1, quality);
        return column is not null && Compare(column, comparison, (operand, Cursor[behind].IsAny(Cue.Year, Cue.Day, Cue.Month) ? behind + 1 : behind));
    }

    private bool Count(TableNode? table, string comparison, object number, int end, Condition? quality = null)
    {
        state.Add(new Condition.CountIs(table, comparison, new Operand.Value(number)));
        if (table is not null)
            state.Name(table);
        if (quality is not null)
            state.Add(quality);
        Cursor.At = end;
        return true;
    }

    private bool Compare(ColumnMention mention, string comparison, (Operand Operand, int End) compared)
    {
        state.Compared = mention;
        // "unter der Regie von Ben Jones": a text is not more or less than others, and the word meant something else.
        if (compared.Operand is Operand.Value { Literal: string text } && !text.Any(char.IsAsciiDigit))
            comparison = "=";
        state.Add(new Condition.Compare(mention, comparison, compared.Operand));
        Cursor.At = compared.End;
        return true;
    }

    /// <summary>The operand behind a column that stands behind its comparison: "above age 20", "a greater weight than 10".</summary>
    private (Operand Operand, int End)? Behind(int column)
    {
        var at = column + 1;
        return operands.Read(ref at) is { } operand ? (operand, at) : null;
    }

    /// <summary>The column that a comparison is about where none is named.</summary>
    private ColumnMention? Implied(Item item, Operand operand)
    {
        if (item.Degree is { IsPlain: false } degree && Scope is { } table && state.Hinted(table, degree) is { } hinted)
            return hinted.Mention;
        if (TakeDangling() is { } dangling)
            return dangling;
        if (Measured() is { } measured)
            return measured;
        return item.IsAny(Cue.After, Cue.Before) || (operand is Operand.Value { Literal: long and > 1000 and < 3000 } && item.Degree is null) ? Moment() : null;
    }

    /// <summary>"earn more than 6000": the verb tells the column.</summary>
    private ColumnMention? Measured()
    {
        var at = Cursor.At - 1;
        while (at > 0 && Cursor[at].IsFiller)
            at--;
        return Scope is { } table && state.Names.Hinted(table, state.Names.MeasuredBy(Cursor[at])) is { Count: > 0 } found ? new ColumnMention(found, table, table, found[0].Column.Name) : null;
    }

    /// <summary>"2014 or after", not the beginning of "2014 or after 2016".</summary>
    private bool IsWidened(int at) => Cursor[at].IsAny(Cue.OrMore, Cue.OrLess) && Cursor[at + 1].Kind != ItemKind.Number;

    private ColumnMention? TakeDangling()
    {
        if (state.Dangling is not { } dangling)
            return null;
        state.Dangling = null;
        return state.Mention(dangling);
    }

    private ColumnMention? Moment() => state.Names.Moments.Count == 0 ? null : new ColumnMention(state.Names.Moments, null, Scope, "date");

    private static bool IsYear(Item item) => item.Number is >= 1000 and < 3000 && item.Number == decimal.Truncate(item.Number.Value);

    private static object? Limit(Item item) => item.Kind switch
    {
        ItemKind.Number => OperandRules.Literal(item.Number!.Value),
        ItemKind.Quoted => item.Text,
        ItemKind.Value => item.Values[0].Text,
        _ => null,
    };
}
