namespace ChatOps.Database.Checks.RuleFiles.Quarantine;

/// <summary>What was set apart. The rows themselves stay where they are.</summary>
/// <param name="Tables">Tables without a failing row are left out.</param>
public sealed record QuarantineResult(IReadOnlyList<QuarantinedTable> Tables, IReadOnlyList<NotChecked> NotChecked)
{
    /// <summary>Each row once, however many reasons it has.</summary>
    public long Rows => Tables.Sum(table => table.Rows);
}

/// <summary>The failing rows of one table.</summary>
/// <param name="File">The file that holds them, or null where they are in the quarantine table.</param>
/// <param name="Reasons">Every reason with the number of rows that have it, as the findings count them.</param>
public sealed record QuarantinedTable(string Table, string? File, long Rows, IReadOnlyList<QuarantineReason> Reasons);

/// <summary>One reason.</summary>
/// <param name="Reason">The rule id, with the columns it is about in parentheses.</param>
public sealed record QuarantineReason(string Reason, long Rows);

/// <summary>One failing row.</summary>
/// <param name="Names">The key first, then every other column.</param>
/// <param name="KeyLength">How many of the names are the key; 0 where nothing tells one row from another.</param>
internal sealed record QuarantinedRow(string Table, IReadOnlyList<string> Names, IReadOnlyList<object?> Values, int KeyLength, IReadOnlyList<string> Reasons);
