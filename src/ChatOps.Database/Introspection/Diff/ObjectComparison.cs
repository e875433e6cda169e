using System.Globalization;
using ChatOps.Database.Checks;

namespace ChatOps.Database.Introspection.Diff;

/// <summary>Compares views, triggers and sequences. Across engines only their being there is compared: each writes them in its own language.</summary>
internal static class ObjectComparison
{
    internal static void Compare(Schema before, Schema after, ChangeList changes)
    {
        CompareViews(before, after, changes);
        CompareTriggers(before, after, changes);
        if (changes.Engines.Same)
        {
            CompareSequences(before, after, changes);
        }
    }

    private static void CompareViews(Schema before, Schema after, ChangeList changes)
    {
        const string What = "view";
        var pairing = Pairing.ByName(before.Views, after.Views, view => view.Name, changes.Engines.IgnoreCase);
        foreach (var view in pairing.Removed)
        {
            changes.Removed(Severity.Error, What, view.Name, [], view.Sql, $"The view {view.Name} is gone: statements that name it fail.");
        }

        foreach (var view in pairing.Added)
        {
            changes.Added(Severity.Info, What, view.Name, [], view.Sql, $"The view {view.Name} is new.");
        }

        foreach (var (old, now) in pairing.Pairs.Where(pair => changes.Engines.Same && !Same(pair.Before, pair.After)))
        {
            changes.Changed(Severity.Warning, What, null, now.Name, [], old.Sql, now.Sql, $"The view {now.Name} is made by another statement.");
        }
    }

    private static bool Same(View old, View now) =>
        SqlText.OfView(old.Sql) == SqlText.OfView(now.Sql) && old.Materialized == now.Materialized && old.Comment == now.Comment;

    private static void CompareTriggers(Schema before, Schema after, ChangeList changes)
    {
        const string What = "trigger";
        var pairing = Pairing.ByName(before.Triggers, after.Triggers, trigger => $"{trigger.Table}\n{trigger.Name}", changes.Engines.IgnoreCase);
        foreach (var trigger in pairing.Removed)
        {
            changes.Removed(Severity.Warning, What, trigger.Table, [], trigger.Sql, $"The trigger {trigger.Name} on {trigger.Table} is gone: what it did on writes is not done any more.");
        }

        foreach (var trigger in pairing.Added)
        {
            changes.Added(Severity.Warning, What, trigger.Table, [], trigger.Sql, $"The trigger {trigger.Name} on {trigger.Table} is new: writes do more than before.");
        }

        foreach (var (old, now) in pairing.Pairs.Where(pair => changes.Engines.Same && (pair.Before.Enabled != pair.After.Enabled || SqlText.Normalize(pair.Before.Sql) != SqlText.Normalize(pair.After.Sql))))
        {
            changes.Changed(Severity.Warning, What, null, now.Table, [], Describe(old), Describe(now), $"The trigger {now.Name} on {now.Table} {(old.Enabled != now.Enabled ? now.Enabled ? "is switched on now" : "is switched off" : "does something else")}.");
        }
    }

    private static string Describe(Trigger trigger) => trigger.Sql + (trigger.Enabled ? "" : " (switched off)");

    private static void CompareSequences(Schema before, Schema after, ChangeList changes)
    {
        const string What = "sequence";
        var pairing = Pairing.ByName(before.Sequences, after.Sequences, sequence => sequence.Name, changes.Engines.IgnoreCase);
        foreach (var sequence in pairing.Removed)
        {
            changes.Removed(Severity.Error, What, sequence.Name, [], Describe(sequence), $"The sequence {sequence.Name} is gone: whoever asked it for numbers fails.");
        }

        foreach (var sequence in pairing.Added)
        {
            changes.Added(Severity.Info, What, sequence.Name, [], Describe(sequence), $"The sequence {sequence.Name} is new.");
        }

        foreach (var (old, now) in pairing.Pairs.Where(pair => pair.Before != pair.After))
        {
            var severity = now.Limit < old.Limit || now.Increment != old.Increment || now.Cycles ? Severity.Warning : Severity.Info;
            changes.Changed(severity, What, null, now.Name, [], Describe(old), Describe(now), $"The sequence {now.Name} is {Describe(now)} instead of {Describe(old)}.");
        }
    }

    private static string Describe(Sequence sequence) => string.Create(
        CultureInfo.InvariantCulture,
        $"by {sequence.Increment} to {sequence.Limit}{(sequence.Cycles ? ", then again from the start" : "")}{(sequence.Table is { } table ? $", for {table}.{sequence.Column}" : "")}");
}
