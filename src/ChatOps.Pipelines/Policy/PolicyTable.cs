using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Pipelines.Policy;

/// <summary>Who must agree, by environment and risk.</summary>
public sealed class PolicyTable
{
    private const int MaxApprovals = 10;
    private static readonly Requirement Nobody = new(0, RequesterMayDecide: true);
    private static readonly Requirement OneAny = new(1, RequesterMayDecide: true);
    private static readonly Requirement OneOther = new(1, RequesterMayDecide: false);
    private static readonly Requirement TwoOthersFresh = new(2, RequesterMayDecide: false, FreshSignIn: true);

    /// <summary>From the most lenient environment to the strictest.</summary>
    private static readonly string[] Environments = ["dev", "staging", "prod"];

    private readonly Dictionary<(string Environment, RiskClass Risk), Requirement> _cells = [];

    /// <exception cref="ArgumentException">The options name something that does not exist; <see cref="Check"/> lists it.</exception>
    public PolicyTable(PolicyOptions options)
    {
        var problems = Check(options);
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        foreach (var environment in Environments)
            foreach (var risk in Enum.GetValues<RiskClass>())
                _cells[(environment, risk)] = Default(environment, risk);
        foreach (var (environment, row) in options.Cells)
            foreach (var (risk, cell) in row)
            {
                var key = (environment.ToLowerInvariant(), Enum.Parse<RiskClass>(risk, ignoreCase: true));
                _cells[key] = Merge(_cells[key], cell);
            }
    }

    /// <summary>All problems of the options at once, each naming its key; empty when they are fine.</summary>
    public static IReadOnlyList<string> Check(PolicyOptions options)
    {
        var problems = new List<string>();
        foreach (var (environment, row) in options.Cells)
        {
            if (!Environments.Contains(environment, StringComparer.OrdinalIgnoreCase))
                problems.Add($"Policy:Cells:{environment}: the environments are {string.Join(", ", Environments)}.");
            foreach (var (risk, cell) in row)
            {
                var key = $"Policy:Cells:{environment}:{risk}";
                if (!Enum.GetNames<RiskClass>().Contains(risk, StringComparer.OrdinalIgnoreCase))
                    problems.Add($"{key}: the risk classes are read, send, files, write and destructive.");
                if (cell.Approvals is < 0 or > MaxApprovals)
                    problems.Add($"{key}:Approvals: {cell.Approvals} is not between 0 and {MaxApprovals}.");
            }
        }

        return problems;
    }

    /// <param name="environment">dev, staging or prod; any other name counts as prod.</param>
    public Requirement Decide(string environment, RiskClass risk) => _cells[(Known(environment), risk)];

    /// <summary>The strictest of several environments; prod where there is none, because nothing says otherwise.</summary>
    public static string Strictest(IEnumerable<string> environments)
    {
        var ranks = environments.Select(e => Array.IndexOf(Environments, Known(e))).ToList();
        return Environments[ranks.Count == 0 ? ^1 : ranks.Max()];
    }

    /// <summary>Some environment asks for a decision on this risk, so the targets have to be looked at.</summary>
    internal bool MayNeedDecision(RiskClass risk) => Environments.Any(e => _cells[(e, risk)].Approvals > 0);

    private static string Known(string environment) =>
        Environments.FirstOrDefault(e => e.Equals(environment, StringComparison.OrdinalIgnoreCase)) ?? Environments[^1];

    private static Requirement Merge(Requirement byDefault, PolicyCell cell)
    {
        var approvals = cell.Approvals ?? byDefault.Approvals;
        // A default that asks nobody says nothing about who counts, so the strict answer holds.
        var isSaid = byDefault.Approvals > 0 || approvals == 0;
        return new Requirement(
            approvals,
            cell.RequesterMayDecide ?? (isSaid && byDefault.RequesterMayDecide),
            cell.FreshSignIn ?? byDefault.FreshSignIn);
    }

    private static Requirement Default(string environment, RiskClass risk) => (environment, risk) switch
    {
        (_, RiskClass.Read or RiskClass.Send) => Nobody,
        ("dev", _) => OneAny,
        ("staging", RiskClass.Files) => Nobody,
        ("prod", RiskClass.Destructive) => TwoOthersFresh,
        _ => OneOther,
    };
}
