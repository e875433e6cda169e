namespace ChatOps.Knowledge.Phrases;

/// <summary>What somebody asks of knowledge itself, or wants proposed.</summary>
public enum KnowledgeIntent
{
    /// <summary>A name is to stand for these words from now on.</summary>
    DefineAlias,

    /// <summary>A name is to stand for the last request.</summary>
    NameLastRequest,

    /// <summary>An alias counts in another time zone.</summary>
    SetAliasZone,

    /// <summary>An alias reports to another channel.</summary>
    SetAliasChannel,

    /// <summary>An alias gets another owner.</summary>
    GiveAlias,

    /// <summary>An alias is to stand for nothing any more.</summary>
    RetireAlias,

    /// <summary>A change that waits for its owner is wanted.</summary>
    AcceptAlias,

    /// <summary>A change that waits for its owner is not wanted.</summary>
    RefuseAlias,

    /// <summary>What a name that was called an alias stands for.</summary>
    ShowAlias,

    /// <summary>What something means, which may be an alias or not.</summary>
    ExplainName,

    ListAliases,

    /// <summary>An alias is to be carried out; said with a verb before its name.</summary>
    RunAlias,

    /// <summary>The last answer's query is to be a check.</summary>
    SaveCheck,

    /// <summary>The last answer's query is to take the place of a check.</summary>
    ReplaceCheck,

    /// <summary>A connection is to be checked by a check that was saved.</summary>
    RunCheck,

    /// <summary>What the documents say about something.</summary>
    AskDocuments,

    ListDocuments,

    /// <summary>What the bot keeps of the conversation.</summary>
    ShowMemory,

    /// <summary>What the bot keeps of the conversation is to be deleted.</summary>
    Forget,

    /// <summary>Checks for a connection are to be proposed.</summary>
    SuggestChecks,

    /// <summary>Keys and references that a connection does not declare are to be proposed.</summary>
    SuggestKeys,

    /// <summary>Choices for the migration of one connection to another are to be proposed.</summary>
    SuggestChoices,
}
