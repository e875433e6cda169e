namespace ChatOps.Pipelines.Policy;

/// <summary>
/// Cells of the policy table that differ from the default, by environment and then by risk class, for example
/// <c>Policy:Cells:staging:files:Approvals</c>.
/// </summary>
public sealed class PolicyOptions
{
    /// <summary>Environment, risk class, cell; the names are read without regard to case.</summary>
    public Dictionary<string, Dictionary<string, PolicyCell>> Cells { get; init; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>One cell of the table as it stands in configuration. What it leaves out, null here, stays as the default has it.</summary>
public sealed class PolicyCell
{
    /// <summary>How many different people must agree, 0..10.</summary>
    public int? Approvals { get; set; }

    /// <summary>
    /// The person who asked counts as one of them. Left out where the default asks nobody and this cell asks somebody, it
    /// is false.
    /// </summary>
    public bool? RequesterMayDecide { get; set; }

    /// <summary>Each must have signed in again.</summary>
    public bool? FreshSignIn { get; set; }
}
