namespace ChatOps.Agents.Specialists.Proposing;

/// <summary>A check that somebody may keep, with what the rows as they are say to it. Nothing of it is in force.</summary>
/// <param name="Column">Null for one about the table.</param>
/// <param name="Check">As a rule file has it, in one line.</param>
/// <param name="Cases">Rows that break it today, exact; 0 where it holds.</param>
/// <param name="Because">Why it is proposed, as a sentence; null where the rows are the reason.</param>
/// <param name="ByModel">A language model proposed it; else it was read off the rows.</param>
/// <param name="Sql">Returns the rows that break it; null where there are none.</param>
public sealed record ProposedCheck(string Table, string? Column, string Check, long Cases, string? Because, bool ByModel, string? Sql)
{
    /// <summary>Such as <c>orders (status)</c>.</summary>
    public string Place => Column is null ? Table : $"{Table} ({Column})";
}

/// <summary>A change of values that a migration could make on the way, of a kind that it knows. It is none before somebody puts it into a file of choices.</summary>
/// <param name="Rows">Rows of the finding that it is for, exact; null where it is for none.</param>
public sealed record ProposedChoice(string Table, string? Column, string Choice, string? Argument, long? Rows, string? Because);
