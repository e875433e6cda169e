using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Planner.Plans;

namespace ChatOps.Agents.Planner.Clauses;

/// <summary>A stretch of the request about one thing: what is asked, under which condition, and the words that say of what.</summary>
internal sealed record Clause
{
    public required IReadOnlyList<Item> Items { get; init; }

    /// <summary>What was asked for, in the order in which it was said.</summary>
    public IReadOnlyList<PlannedAction> Actions { get; init; } = [];

    public PlannedCondition Condition { get; init; }

    /// <summary>The words that say where a migration goes; they are no part of <see cref="Items"/>. Empty where nothing was said.</summary>
    public IReadOnlyList<Item> Target { get; init; } = [];

    /// <summary>Something is moved from one connection to another, or would be.</summary>
    public bool IsMigration => Actions.Any(action => action is PlannedAction.Migrate or PlannedAction.DryRun);

    /// <summary>Rows that are not fit are left out, instead of stopping everything: "the clean rows".</summary>
    public bool IsOfCleanRows { get; init; }

    /// <summary>Why nothing of it may be done, in one or two sentences for the person; else null.</summary>
    public string? Obstacle { get; init; }

    /// <summary>A condition was said that is not one of those that can be checked.</summary>
    public bool HasStrangeCondition { get; init; }

    /// <summary>The words of the condition.</summary>
    public IReadOnlyList<Item> ConditionItems { get; init; } = [];

    /// <summary>It says not to do what it names.</summary>
    public bool IsNegated { get; init; }

    public bool Has(Concept concept) => Items.Any(item => item.Is(concept));
}
