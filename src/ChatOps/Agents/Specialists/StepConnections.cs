namespace ChatOps.Agents.Specialists;

/// <summary>How steps name the connections they work on.</summary>
public static class StepConnections
{
    /// <summary>The one a step is about.</summary>
    public const string Main = "connection";

    /// <summary>The one it is compared with.</summary>
    public const string Against = "against";

    /// <summary>Every input that names a connection.</summary>
    public static IReadOnlyList<string> Keys { get; } = [Main, Against];
}
