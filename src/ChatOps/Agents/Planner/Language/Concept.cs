namespace ChatOps.Agents.Planner.Language;

/// <summary>What a word or phrase of the lexicon can stand for. One phrase may stand for several.</summary>
internal enum Concept
{
    /// <summary>Asks for a validation and nothing else: "validate".</summary>
    Validate,

    /// <summary>Asks for a validation unless a topic says otherwise: "check ... for outliers".</summary>
    Check,

    /// <summary>A noun that a validation answers: "problems", "data quality".</summary>
    ValidateTopic,

    /// <summary>A state one asks about: "clean", "ok".</summary>
    Health,

    Profile,

    ProfileTopic,

    AnomalyTopic,

    Export,

    ExportTopic,

    /// <summary>A verb that says nothing by itself: "show", "find", "run".</summary>
    Generic,

    /// <summary>Makes a question: "is", "are", "any".</summary>
    Asking,

    Filler,

    Article,

    /// <summary>"in", "of", "from": a name may follow.</summary>
    Preposition,

    /// <summary>"to", "into": a destination may follow.</summary>
    Toward,

    Database,

    Table,

    Only,

    Except,

    All,

    And,

    Then,

    If,

    Unless,

    Not,

    Pronoun,

    Again,

    Same,

    Approve,

    Reject,

    Cancel,

    Status,

    Runs,

    /// <summary>The noun before a run's id.</summary>
    Run,

    Help,

    Connections,

    Undo,

    Retry,

    Why,

    Explain,

    Edit,

    Thanks,

    Greeting,

    Dismiss,

    Neither,

    First,

    Second,

    Third,

    Fourth,

    Fifth,

    Last,

    /// <summary>Changes or removes data or schema: "drop", "delete from".</summary>
    Destroy,

    Secret,

    /// <summary>"ignore", "bypass": refused when a rule follows.</summary>
    Override,

    /// <summary>What may not be ignored: "policy", "approval".</summary>
    Rule,

    /// <summary>A whole phrase that asks to get round a decision: "without approval", "approve it yourself".</summary>
    Bypass,

    Privilege,

    Migrate,

    /// <summary>Wants to see what would happen and no more: "dry run", "simulate".</summary>
    DryRun,

    /// <summary>"rows", "data": what "clean" can be said of.</summary>
    Rows,

    /// <summary>"from", "out of": where something comes from.</summary>
    From,

    Schedule,

    Query,

    Rollback,

    Backup,

    Compare,

    Fix,

    Send,

    Ticket,

    Save,
}
