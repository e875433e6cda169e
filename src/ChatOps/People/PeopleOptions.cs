using ChatOps.Pipelines.Policy;

namespace ChatOps.People;

/// <summary>The <c>People</c> section.</summary>
public sealed class PeopleOptions
{
    /// <summary>Without any, whoever starts the program is the local admin.</summary>
    public IReadOnlyList<MemberOptions> Members { get; init; } = [];

    /// <summary>The options in force when nobody is configured: the operating system's user, with every role.</summary>
    public static PeopleOptions LocalAdmin(string userName) => new()
    {
        Members =
        [
            new MemberOptions
            {
                Id = "local",
                Name = userName,
                Roles = ["admin"],
                Connections = ["*"],
                Identities = [$"terminal:{userName}", "web:local"],
            },
        ],
    };

    /// <summary>Everything that is wrong, each naming its key.</summary>
    public IEnumerable<string> Validate()
    {
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var identities = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Members.Count; i++)
        {
            var key = $"People:Members:{i}";
            var member = Members[i];
            if (string.IsNullOrWhiteSpace(member.Id))
                yield return $"{key}:Id is missing.";
            else if (!ids.Add(member.Id))
                yield return $"{key}:Id '{member.Id}' is used twice.";
            foreach (var role in member.Roles.Where(role => !MemberOptions.IsRole(role)))
                yield return $"{key}:Roles has '{role}'; roles are viewer, operator, approver and admin.";
            foreach (var identity in member.Identities)
            {
                if (identity.IndexOf(':', StringComparison.Ordinal) <= 0)
                    yield return $"{key}:Identities has '{identity}'; write channel:name, such as terminal:maria.";
                else if (!identities.Add(identity))
                    yield return $"{key}:Identities has '{identity}', which somebody else claims too.";
            }
        }
    }
}

/// <summary>One configured person.</summary>
public sealed class MemberOptions
{
    public string Id { get; init; } = "";

    /// <summary>What cards call them; the id when empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>viewer, operator, approver, admin. Each includes viewer; admin includes all.</summary>
    public IReadOnlyList<string> Roles { get; init; } = ["viewer"];

    /// <summary>Connection names, or <c>*</c>.</summary>
    public IReadOnlyList<string> Connections { get; init; } = [];

    /// <summary>Such as <c>terminal:maria</c> and <c>web:maria</c>.</summary>
    public IReadOnlyList<string> Identities { get; init; } = [];

    internal static bool IsRole(string role) => Enum.TryParse<Roles>(role, ignoreCase: true, out var parsed) && parsed != Pipelines.Policy.Roles.None;

    internal Person ToPerson() =>
        new(Id, Name.Length > 0 ? Name : Id, Roles.Select(Parse).Aggregate(Pipelines.Policy.Roles.None, (all, one) => all | one), Connections);

    private static Roles Parse(string role)
    {
        var parsed = Enum.Parse<Roles>(role, ignoreCase: true);
        return parsed == Pipelines.Policy.Roles.Admin
            ? Pipelines.Policy.Roles.Admin | Pipelines.Policy.Roles.Approver | Pipelines.Policy.Roles.Operator | Pipelines.Policy.Roles.Viewer
            : parsed | Pipelines.Policy.Roles.Viewer;
    }
}
