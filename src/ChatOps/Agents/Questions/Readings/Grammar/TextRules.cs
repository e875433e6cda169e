using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>Conditions on texts: values that columns hold, quoted texts, parts of texts.</summary>
internal sealed class TextRules(ParseState state)
{
    private Cursor Cursor => state.Cursor;

    /// <summary>"French", "in Texas": the columns are those that hold the text.</summary>
    public bool TryValue(Item item)
    {
        var behind = Cursor[Cursor.At + 1];
        // "the English language" names the column behind the value.
        var named = behind.Kind == ItemKind.Column && behind.Columns.Any(match => item.Values.Any(value => value.Column == match.Column));
        var table = behind.Kind == ItemKind.Table ? behind.Tables[0].Table : null;
        var scope = table is not null && item.Values.Any(value => value.Column.Table == table) ? table : state.Scope ?? state.Draft.Head;
        // "the Mississippi river" is the river of that name, whatever verb stands before it.
        var isKind = table is not null && scope == table;
        var mention = named ? state.Mention(behind) : isKind ? null : Dangling(item) ?? ByVerb(item);
        var place = Cursor[Cursor.At - 1].Is(Cue.In) || (Cursor[Cursor.At - 1].IsFiller && Cursor[Cursor.At - 2].Is(Cue.In));
        // "Austin Texas": the second says where the first one is.
        place |= Cursor[Cursor.At - 1].Kind == ItemKind.Value;
        scope = Beside(item, behind) ?? scope;
        state.Add(new Condition.Holds(item.Values, mention, scope, item.Text) { IsPlace = place, IsActor = !isKind && IsActor(), Ways = Ways() });
        // "the population of Hawaii": what bears the name is spoken of.
        if (state.Draft.Head is null && scope is null && item.Values.FirstOrDefault(value => value.Column.IsUnique && state.Names.NameColumns(value.Column.Table).Any(match => match.Column == value.Column)) is { } bearer)
            state.Name(bearer.Column.Table);
        if (!place && !item.Values.Any(value => value.Column.Table == scope) && (behind.IsAny(Cue.That, Cue.Whose, Cue.With) || BeginsClause(Cursor.At + 1)))
            state.Scope = item.Values[0].Column.Table;
        Cursor.At += named ? 2 : 1;
        return true;
    }

    /// <summary>"that the Ohio runs through", "does Colorado have": whoever does it stands before the verb.</summary>
    private bool IsActor()
    {
        var at = Cursor.At - 1;
        while (at > 0 && Cursor[at].IsFiller)
            at--;
        return (Cursor[at].IsAny(Cue.That, Cue.With, Cue.Verb) || (Cursor[at].Is(Cue.Which) && at > 0)) && Cursor[Cursor.At + 1].IsVerb && Cursor[at].Kind == ItemKind.Cue;
    }

    /// <summary>"to Burns", "arrives in Arlen": the nearest word that means one of several ways.</summary>
    private IReadOnlyList<ColumnNode> Ways()
    {
        for (var at = Cursor.At - 1; at >= 0 && at >= Cursor.At - 4 && Cursor[at].Kind is ItemKind.Cue; at--)
        {
            if (state.Names.WaysOf(Cursor[at]) is { Count: > 0 } ways)
                return ways;
        }

        return [];
    }

    /// <summary>"Austin Texas": a table that is known by the one and holds the other in the same row.</summary>
    private TableNode? Beside(Item item, Item behind)
    {
        if (state.Draft.Head is not null || state.Scope is not null || behind.Kind != ItemKind.Value)
            return null;
        var table = item.Values
            .Where(value => state.Names.NameColumns(value.Column.Table).Any(match => match.Column == value.Column))
            .Select(value => value.Column.Table)
            .FirstOrDefault(table => behind.Values.Any(value => value.Column.Table == table && !item.Values.Any(own => own.Column == value.Column)));
        if (table is not null)
            state.Name(table);
        return table;
    }

    /// <summary>", die drei Jahre alt ist": what follows is said of the value's row.</summary>
    private bool BeginsClause(int at)
    {
        var comma = Cursor.Skip(at, Cue.Verb);
        return Cursor[comma].Kind == ItemKind.Comma && Cursor[comma + 1].Is(Cue.Relative);
    }

    /// <summary>A column and a text that it holds: "language English".</summary>
    public bool TryHeld(ColumnMention mention, int at)
    {
        var values = Cursor[at].Values.Where(value => mention.Candidates.Any(match => match.Column == value.Column)).ToList();
        if (values.Count == 0)
            return false;
        state.Add(new Condition.Holds(values, mention, state.Scope ?? state.Draft.Head, Cursor[at].Text));
        Cursor.At = at + 1;
        return true;
    }

    public bool TryEqual(ColumnMention mention, int at)
    {
        state.Add(new Condition.Compare(mention, "=", new Operand.Value(Cursor[at].Text)));
        Cursor.At = at + 1;
        return true;
    }

    /// <summary>A quoted text that no column is known to hold.</summary>
    public bool TryQuoted(Item item)
    {
        var mention = state.Dangling is { } dangling ? state.Mention(dangling) : NameOf(state.Scope ?? state.Draft.Head);
        state.Dangling = null;
        if (mention is null)
            return false;
        state.Add(new Condition.Compare(mention, "=", new Operand.Value(item.Text)));
        Cursor.At++;
        return true;
    }

    /// <summary>"containing the word Hey", "starting with A", "named Smith".</summary>
    public bool TryPattern(ColumnMention? mention, int at)
    {
        var cue = Cursor[at];
        var next = Cursor.Skip(at + 1, Cue.TextPart, Cue.Their, Cue.Of);
        var item = Cursor[next];
        if (item.Kind is not (ItemKind.Quoted or ItemKind.Value or ItemKind.Unknown or ItemKind.Number))
            return false;
        if (cue.Is(Cue.Named) && item.Kind == ItemKind.Value)
        {
            Cursor.At = next;
            return TryValue(item);
        }

        mention ??= state.Dangling is { } dangling ? state.Mention(dangling) : null;
        var behind = Cursor.Skip(next + 1, Cue.In, Cue.Their);
        if (Cursor[next + 1].Is(Cue.In) && Cursor[behind].Kind == ItemKind.Column)
            (mention, next) = (mention ?? state.Mention(Cursor[behind]), behind);
        mention ??= NameOf(state.Scope ?? state.Draft.Head);
        if (mention is null)
            return false;
        state.Dangling = null;
        var text = Escaped(item.Text);
        state.Add(cue switch
        {
            _ when cue.Is(Cue.Named) => new Condition.Compare(mention, "=", new Operand.Value(item.Text)),
            _ when cue.Is(Cue.StartsWith) => new Condition.Compare(mention, "LIKE", new Operand.Value($"{text}%")),
            _ when cue.Is(Cue.EndsWith) => new Condition.Compare(mention, "LIKE", new Operand.Value($"%{text}")),
            _ => new Condition.Compare(mention, "LIKE", new Operand.Value($"%{text}%")),
        });
        Cursor.At = next + 1;
        return true;
    }

    // A sign that LIKE would read as "anything" stands for itself in a question; as any one character it at least finds itself.
    private static string Escaped(string text) => text.Replace('%', '_');

    private ColumnMention? Dangling(Item item)
    {
        if (state.Dangling is not { } dangling || !dangling.Columns.Any(match => item.Values.Any(value => value.Column == match.Column)))
            return null;
        state.Dangling = null;
        return state.Mention(dangling);
    }

    /// <summary>"departing from Boston": the verb tells which of several columns is meant.</summary>
    private ColumnMention? ByVerb(Item item)
    {
        for (var at = Cursor.At - 1; at >= 0 && at >= Cursor.At - 3; at--)
        {
            if (!Cursor[at].Is(Cue.Glue))
                continue;
            var found = state.Names.ColumnsOf(Cursor[at]).Where(match => item.Values.Any(value => value.Column == match.Column)).ToList();
            return found.Count == 0 ? null : new ColumnMention(found, null, state.Scope ?? state.Draft.Head, Cursor[at].Text);
        }

        return null;
    }

    private ColumnMention? NameOf(TableNode? table)
    {
        if (table is null)
            return null;
        var found = state.Names.NameColumns(table);
        return found.Count == 0 ? null : new ColumnMention(found, table, table, found[0].Column.Name);
    }
}
