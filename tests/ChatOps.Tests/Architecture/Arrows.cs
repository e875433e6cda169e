namespace ChatOps.Tests.Architecture;

/// <summary>Which room may use which, as <c>src/README.md</c> draws it.</summary>
internal static class Arrows
{
    private static readonly string[] Leaves = ["Cards", "People"];

    /// <summary>Rooms of the application and the rooms each may use, the leaves left out.</summary>
    public static IReadOnlyDictionary<string, string[]> Application { get; } = new Dictionary<string, string[]>
    {
        ["Cards"] = [],
        ["People"] = [],
        ["Reports"] = [],
        ["Demo"] = [],
        ["Knowledge"] = [],
        ["Agents"] = ["Reports", "Knowledge"],
        ["Conversation"] = ["Agents", "Reports", "Knowledge"],
        ["Channels"] = ["Conversation", "Reports"],
        ["Rest"] = ["Conversation", "Agents", "Reports"],
        ["Commands"] = ["Conversation", "Agents", "Reports", "Demo", "Knowledge"],
        ["Observability"] = [],
    };

    public static bool Allows(string from, string to) =>
        from == to || Application[from].Contains(to) || (Leaves.Contains(to) && !Leaves.Contains(from));
}
