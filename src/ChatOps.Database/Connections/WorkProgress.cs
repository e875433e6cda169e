namespace ChatOps.Database.Connections;

/// <summary>How far a long piece of work is.</summary>
/// <param name="Done">Units done so far.</param>
/// <param name="Total">Units in all, or null while unknown; where the unit is rows it may be an estimate.</param>
/// <param name="Unit">Such as <c>tables</c> or <c>rows</c>.</param>
/// <param name="Note">What is worked on now, such as a table's name.</param>
public sealed record WorkProgress(long Done, long? Total, string Unit, string? Note)
{
    /// <summary>How long it will take at the present rate, or null while that is unknown.</summary>
    public TimeSpan? Left { get; init; }
}
