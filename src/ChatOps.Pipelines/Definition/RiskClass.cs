namespace ChatOps.Pipelines.Definition;

/// <summary>What a step can do to the world outside our data folder; a policy maps it to who must agree.</summary>
public enum RiskClass
{
    /// <summary>Reads only; artifacts stay inside our data folder.</summary>
    Read,

    /// <summary>Leaves for somebody: a message, a request.</summary>
    Send,

    /// <summary>Raw rows leave our data folder or become downloadable.</summary>
    Files,

    /// <summary>Changes a customer's database in a way that can be undone.</summary>
    Write,

    /// <summary>Removes something that cannot be brought back by the bot alone.</summary>
    Destructive,
}
