namespace ChatOps.Database.Migration;

/// <summary>What somebody wants migrated, and how.</summary>
public sealed record MigrationOptions
{
    /// <summary>Only these tables, compared without case; null for all.</summary>
    public IReadOnlyList<string>? Include { get; init; }

    /// <summary>Not these tables.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    public MigrationMode Mode { get; init; } = MigrationMode.Fail;

    /// <summary>PostgreSQL: the namespace where the tables go, made where it is not there; null for the target's own default.</summary>
    public string? TargetSchema { get; init; }

    /// <summary>Choices of a person that go before ours, from a YAML file.</summary>
    public MigrationOverrides Overrides { get; init; } = MigrationOverrides.None;
}

/// <summary>What to do with a target table that has rows.</summary>
public enum MigrationMode
{
    /// <summary>Stop before the first write.</summary>
    Fail,

    /// <summary>Leave them and add ours.</summary>
    Append,

    /// <summary>Drop the table and make it anew.</summary>
    Replace,

    /// <summary>Go on with an earlier migration of the same plan that did not finish.</summary>
    Resume,
}
