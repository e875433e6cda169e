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

    /// <summary>"run", "start": of a job that is named, it runs it.</summary>
    RunVerb,

    /// <summary>Keeps a schedule from firing for a while.</summary>
    Pause,

    Resume,

    /// <summary>"move", "change": of a schedule, it gets another time.</summary>
    Move,

    /// <summary>"make", "set": of a schedule that is named, the same as <see cref="Move"/>.</summary>
    SetTo,

    /// <summary>"delete", "cancel": of a schedule, it goes away.</summary>
    Remove,

    /// <summary>"schedule", "job".</summary>
    ScheduleNoun,

    /// <summary>"when does", "next": asks for a time to come.</summary>
    NextTime,

    Failed,

    /// <summary>"ran", "happened": asks for what is over.</summary>
    Ran,

    RowCounts,

    Structure,

    Duplicates,

    ForeignKeys,

    /// <summary>"post": puts something where many read it.</summary>
    Publish,

    /// <summary>"e-mail", "alert": tells somebody.</summary>
    Notify,

    /// <summary>"tell": with a person behind it, as <see cref="Notify"/>.</summary>
    Tell,

    /// <summary>"let", "sag": with a person and <see cref="Know"/> behind it, as <see cref="Notify"/>.</summary>
    LetKnow,

    Know,

    ReportNoun,

    Instead,

    /// <summary>Data about people that do not leave in bulk.</summary>
    Personal,

    /// <summary>"the real thing": after a dry run, the migration itself.</summary>
    Real,

    Verify,

    CopyNoun,

    /// <summary>"all", "both".</summary>
    EveryOne,

    /// <summary>"must", "should": makes an order of a participle.</summary>
    Modal,

    /// <summary>Changes values: "double", "reset".</summary>
    ChangeValue,

    /// <summary>Asks to do what data or a report say.</summary>
    Obey,

    /// <summary>"lines", "items": what belongs to an order or an invoice.</summary>
    LineNoun,

    /// <summary>"add", "create", "change": of data or tables, it changes them.</summary>
    MayChange,

    /// <summary>"column", "price", "user": what such a verb changes.</summary>
    DataObject,

    /// <summary>"admin", "rights": what nobody is given in chat.</summary>
    Power,

    /// <summary>"make", "give", before <see cref="Power"/>.</summary>
    GiveVerb,

    /// <summary>"approval", "approved".</summary>
    Approval,

    /// <summary>"disabled", "unnecessary", "already": before or behind <see cref="Approval"/>, it denies the need of one.</summary>
    Waive,

    /// <summary>"do it", "go ahead": of what was spoken of last.</summary>
    GoOn,

    /// <summary>"deleted", "gelöscht": what was done, or is wanted to be.</summary>
    ChangedForm,

    /// <summary>"did", "were", at the front: asks whether something was done.</summary>
    PastQuestion,
}
