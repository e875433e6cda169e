namespace ChatOps.Agents.Questions.Language;

/// <summary>What a word of the grammar does in a question. Their words stand in the lexicon files.</summary>
internal enum Cue
{
    /// <summary>Asks and says nothing else: "show", "what is".</summary>
    Ask,

    /// <summary>"which": what follows is what is asked for.</summary>
    Which,

    /// <summary>"who": a person is asked for.</summary>
    Who,

    /// <summary>"when": a date is asked for.</summary>
    When,

    /// <summary>"where": a place is asked for.</summary>
    Where,

    /// <summary>"how many".</summary>
    HowMany,

    /// <summary>"how much": an amount or a measure.</summary>
    HowMuch,

    /// <summary>"the number of".</summary>
    Count,

    Sum,

    Average,

    Minimum,

    Maximum,

    Distinct,

    /// <summary>"for each", "per".</summary>
    Each,

    /// <summary>"all the information about": every column.</summary>
    Everything,

    Of,

    /// <summary>"in", "from", "at": a value, a place or a whole follows.</summary>
    In,

    /// <summary>"for".</summary>
    For,

    /// <summary>"by", "with respect to".</summary>
    By,

    With,

    /// <summary>"together with": one more thing is asked for.</summary>
    Along,

    Whose,

    /// <summary>Begins a relative clause: "that", "who".</summary>
    That,

    /// <summary>An article that begins a relative clause where it stands behind a comma: German "der", "die".</summary>
    Relative,

    And,

    Or,

    But,

    Both,

    Either,

    Neither,

    /// <summary>"not": turns the next condition around.</summary>
    Not,

    /// <summary>"no", "without", "never": nothing of what follows.</summary>
    Without,

    /// <summary>"have", "is", "do": holds the sentence together.</summary>
    Verb,

    /// <summary>"their", "its": something of what was named before.</summary>
    Their,

    OrderBy,

    Ascending,

    Descending,

    /// <summary>"top", "first": a number may follow.</summary>
    Top,

    /// <summary>"second": the place of what is asked for in an order.</summary>
    Ordinal,

    /// <summary>"bottom".</summary>
    Bottom,

    /// <summary>"most": counts what follows where that is a table.</summary>
    Most,

    /// <summary>"fewest".</summary>
    Fewest,

    /// <summary>"a": says one where something is counted.</summary>
    One,

    /// <summary>"as well": what is asked for comes to what was asked for before.</summary>
    Also,

    /// <summary>Begins a remark on how values are coded, which asks nothing.</summary>
    Note,

    /// <summary>"common", "popular", "often": counts rows.</summary>
    Frequent,

    /// <summary>"rarest", "least common".</summary>
    Rare,

    Than,

    Greater,

    Less,

    AtLeast,

    AtMost,

    Equal,

    /// <summary>"between", "from ... to".</summary>
    Between,

    After,

    Before,

    /// <summary>Behind a number: "or more".</summary>
    OrMore,

    /// <summary>Behind a number: "or less".</summary>
    OrLess,

    Contains,

    StartsWith,

    EndsWith,

    /// <summary>"substring", "word", "letter": a text to look for follows.</summary>
    TextPart,

    /// <summary>"missing", "unknown".</summary>
    Empty,

    /// <summary>"named", "called".</summary>
    Named,

    /// <summary>"once", "times".</summary>
    Times,

    /// <summary>"the last" in front of a span of time.</summary>
    Last,

    Day,

    Week,

    Month,

    Year,

    Quarter,

    Today,

    Yesterday,

    ThisSpan,

    /// <summary>"only": says nothing by itself.</summary>
    Filler,

    /// <summary>A verb that joins two things of the schema without being one: "live", "play".</summary>
    Glue,

    /// <summary>Asks to change data or schema: refused.</summary>
    Change,

    /// <summary>"except", "but not".</summary>
    Except,

    /// <summary>"others": what is left.</summary>
    Percent,
}
