namespace ChatOps.Pipelines.Policy;

/// <summary>A person as the engine sees them.</summary>
/// <param name="Id">The same for every channel a person uses, so that one human counts once.</param>
/// <param name="SignedInAt">When they last proved who they are; null when the channel cannot tell.</param>
public sealed record Actor(string Id, string Name, Roles Roles, DateTimeOffset? SignedInAt = null);

/// <summary>What a person may do. Roles add up.</summary>
[Flags]
public enum Roles
{
    None = 0,

    /// <summary>May ask and see.</summary>
    Viewer = 1,

    /// <summary>May start runs.</summary>
    Operator = 2,

    /// <summary>May decide on other people's plans.</summary>
    Approver = 4,

    /// <summary>May change connections, people and policy.</summary>
    Admin = 8,
}
