namespace ChatOps.Knowledge.Aliases;

/// <summary>A governed short name as it stood at one time. Versions are never changed or deleted; only their state moves on.</summary>
public sealed record AliasVersion
{
    /// <summary>As its author wrote it, such as <c>SALES-DAILY-9AM</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Counts up from 1 within the name.</summary>
    public required int Version { get; init; }

    /// <summary>A request in words, with places such as <c>{table}</c> that what follows the name fills.</summary>
    public required string StandsFor { get; init; }

    /// <summary>The id of the person whose yes a change by others needs.</summary>
    public required string Owner { get; init; }

    /// <summary>The IANA id of the zone in which its times are meant.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Where its reports go, such as <c>#sales</c>; null for where it is asked.</summary>
    public string? Channel { get; init; }

    /// <summary>It stands for nothing from this version on.</summary>
    public bool IsRetired { get; init; }

    /// <summary>The id of the person who wrote this version.</summary>
    public required string Author { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The conversation in which it was written.</summary>
    public required string Origin { get; init; }

    /// <summary>The version that its author saw; 0 for none. A change of anything else since then makes it stale.</summary>
    public int BasedOn { get; init; }

    public required AliasState State { get; init; }

    /// <summary>The id of the person who accepted or refused it; null where its author needed nobody.</summary>
    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What a card shows and a decision is about.</summary>
    public bool SaysTheSameAs(AliasVersion other) =>
        (StandsFor, Owner, TimeZone, Channel, IsRetired) == (other.StandsFor, other.Owner, other.TimeZone, other.Channel, other.IsRetired);
}

/// <summary>How a version stands.</summary>
public enum AliasState
{
    /// <summary>It counts now.</summary>
    Current,

    /// <summary>It counted until another took its place.</summary>
    Former,

    /// <summary>Its owner has not decided.</summary>
    Waiting,

    /// <summary>Its owner said no, or the alias was changed in another way first.</summary>
    Refused,
}
