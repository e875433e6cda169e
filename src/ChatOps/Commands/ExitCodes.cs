namespace ChatOps.Commands;

/// <summary>What a command's end tells a script.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;

    /// <summary>Findings of severity error, differences, or rejected rows.</summary>
    public const int Findings = 1;

    /// <summary>Bad usage or input.</summary>
    public const int BadInput = 2;

    public const int Failed = 3;

    /// <summary>Something was not checked.</summary>
    public const int Incomplete = 4;

    /// <summary>Somebody else has to decide; nothing was written.</summary>
    public const int NeedsDecision = 5;
}
