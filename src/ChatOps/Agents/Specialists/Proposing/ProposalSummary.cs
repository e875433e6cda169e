namespace ChatOps.Agents.Specialists.Proposing;

/// <summary>The output of a step that proposes: what somebody may keep, and the file that they would keep. Nothing of it is in force.</summary>
public sealed record ProposalSummary
{
    /// <summary>Checks and choices that a card can hold; the file has them all.</summary>
    public const int Shown = 40;

    /// <summary>One line, such as "41 checks hold today, 3 more by the model".</summary>
    public required string Summary { get; init; }

    /// <summary>Such as "Checks for demo".</summary>
    public required string Title { get; init; }

    /// <summary>The connection, or the source of a migration.</summary>
    public required string Connection { get; init; }

    /// <summary>The target of a migration; null for checks.</summary>
    public string? Target { get; init; }

    /// <summary>Those that rules read off the rows; of them there are <see cref="OwnTotal"/>.</summary>
    public IReadOnlyList<ProposedCheck> Own { get; init; } = [];

    public int OwnTotal { get; init; }

    /// <summary>Those of a model, behind the others.</summary>
    public IReadOnlyList<ProposedCheck> ByModel { get; init; } = [];

    /// <summary>Kinds of fix for what was found, or choices for a migration; by a model.</summary>
    public IReadOnlyList<ProposedChoice> Choices { get; init; } = [];

    /// <summary>What the choices change in the plan, each a sentence with exact figures; empty where there are none.</summary>
    public IReadOnlyList<string> Effects { get; init; } = [];

    /// <summary>Proposals that could not be used, each with the reason.</summary>
    public IReadOnlyList<string> Unusable { get; init; } = [];

    /// <summary>The model that proposed; null where none did.</summary>
    public string? Model { get; init; }

    /// <summary>Why a configured model made no proposals; else null.</summary>
    public string? Fallback { get; init; }

    /// <summary>The artifact of the file that somebody may keep, and the SHA-256 of its text; null where there is nothing to keep.</summary>
    public string? File { get; init; }

    public string? Digest { get; init; }
}
