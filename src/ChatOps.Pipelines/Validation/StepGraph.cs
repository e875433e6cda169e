using System.Collections;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Pipelines.Validation;

/// <summary>
/// The steps of a definition by index, with their edges. Works on broken definitions too: of two steps with the same
/// id the first counts, and needs that do not exist are left out. Nothing here recurses, so depth costs no stack.
/// </summary>
internal sealed class StepGraph
{
    private readonly Dictionary<string, int> _index;
    private readonly int[][] _needs;
    private readonly List<int>[] _dependents;
    private BitArray?[]? _ancestors;

    public StepGraph(PipelineDefinition definition)
    {
        Steps = definition.Steps;
        _index = new Dictionary<string, int>(Steps.Count, StringComparer.Ordinal);
        for (var i = 0; i < Steps.Count; i++)
            _index.TryAdd(Steps[i].Id, i);
        _needs = [.. Steps.Select((s, i) => s.Needs.Distinct().Select(Find).Where(n => n >= 0 && n != i).ToArray())];
        _dependents = [.. Steps.Select(_ => new List<int>())];
        for (var i = 0; i < Steps.Count; i++)
            foreach (var need in _needs[i])
                _dependents[need].Add(i);
        Order = Sort();
    }

    public IReadOnlyList<StepDefinition> Steps { get; }

    /// <summary>Indexes so that every step comes after its needs; steps on or behind a cycle are missing.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>-1 when there is no such step.</summary>
    public int Find(string id) => _index.GetValueOrDefault(id, -1);

    public IReadOnlyList<int> Needs(int step) => _needs[step];

    public IReadOnlyList<int> Dependents(int step) => _dependents[step];

    public bool IsAncestor(int ancestor, int step) =>
        Array.IndexOf(_needs[step], ancestor) >= 0 || (Ancestors()[step] is { } set && set[ancestor]);

    /// <summary>The ids along one cycle, the first repeated at the end; null when there is none.</summary>
    public IReadOnlyList<string>? FindCycle()
    {
        if (Order.Count == Steps.Count)
            return null;
        var open = Enumerable.Range(0, Steps.Count).Except(Order).ToHashSet();
        // Every open step has an open need, so walking needs must come back to a step seen before.
        var seen = new Dictionary<int, int>();
        var walk = new List<int>();
        var at = open.Min();
        while (seen.TryAdd(at, walk.Count))
        {
            walk.Add(at);
            at = _needs[at].First(open.Contains);
        }

        var cycle = walk[seen[at]..];
        cycle.Reverse();
        var first = cycle.IndexOf(cycle.Min());
        return [.. cycle[first..].Concat(cycle[..first]).Append(cycle[first]).Select(i => Steps[i].Id)];
    }

    private List<int> Sort()
    {
        var missing = _needs.Select(n => n.Length).ToArray();
        var order = new List<int>(Steps.Count);
        order.AddRange(Enumerable.Range(0, Steps.Count).Where(i => missing[i] == 0));
        for (var next = 0; next < order.Count; next++)
            foreach (var dependent in _dependents[order[next]])
                if (--missing[dependent] == 0)
                    order.Add(dependent);
        return order;
    }

    /// <summary>One bit per pair, filled along the order; only made when a path names a step that is not a direct need.</summary>
    private BitArray?[] Ancestors()
    {
        if (_ancestors is not null)
            return _ancestors;
        _ancestors = new BitArray?[Steps.Count];
        foreach (var step in Order)
        {
            var set = new BitArray(Steps.Count);
            foreach (var need in _needs[step])
            {
                set.Or(_ancestors[need]!);
                set[need] = true;
            }

            _ancestors[step] = set;
        }

        return _ancestors;
    }
}
