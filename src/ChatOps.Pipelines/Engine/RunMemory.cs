using System.Text.Json;
using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.Validation;

namespace ChatOps.Pipelines.Engine;

/// <summary>A run as its owner holds it: the graph, and what is durable about every step.</summary>
internal sealed class RunMemory
{
    private readonly StepGraph _graph;
    private readonly JsonElement _run;

    public RunMemory(RunRow row, IReadOnlyList<StepRow> rows)
    {
        Row = row;
        _graph = new StepGraph(row.Definition);
        _run = CompactJson.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", row.Id);
            writer.WriteString("requestedBy", row.RequestedBy);
            writer.WriteEndObject();
        });
        var byStep = rows.ToLookup(r => r.Step);
        Steps = [.. row.Definition.Steps.Select((step, index) => new StepState(index, step, [.. byStep[index]]))];
        foreach (var step in Steps)
            step.MissingNeeds = _graph.Needs(step.Index).Count(n => Steps[n].Itself.Row.Status != StepStatus.Succeeded);
        Unended = Steps.Count(s => !s.HasEnded);
    }

    public RunRow Row { get; set; }

    public IReadOnlyList<StepState> Steps { get; }

    /// <summary>How many steps have not ended.</summary>
    public int Unended { get; set; }

    public IEnumerable<StepState> Dependents(StepState step) => _graph.Dependents(step.Index).Select(i => Steps[i]);

    public ExpressionScope Scope(JsonElement? item) => new(Row.Inputs, OutputOf, item, _run);

    private JsonElement? OutputOf(string stepId) => _graph.Find(stepId) is >= 0 and var index ? Steps[index].Output() : null;
}

/// <summary>One step: itself, and for <c>forEach</c> its items.</summary>
internal sealed class StepState
{
    private readonly IReadOnlyList<StepRow> _itemRows;
    private JsonElement? _output;

    public StepState(int index, StepDefinition definition, IReadOnlyList<StepRow> rows)
    {
        (Index, Definition) = (index, definition);
        References = StepReferences.Of(definition);
        Itself = new WorkState(this, rows.FirstOrDefault(r => r.Item == StepRow.Itself) ?? new StepRow(index, StepRow.Itself), null);
        _itemRows = [.. rows.Where(r => r.Item != StepRow.Itself)];
    }

    public int Index { get; }

    public StepDefinition Definition { get; }

    public StepReferences References { get; }

    public WorkState Itself { get; }

    /// <summary>Filled when a step with <c>forEach</c> begins.</summary>
    public IReadOnlyList<WorkState> Items { get; private set; } = [];

    public int MissingNeeds { get; set; }

    public int OpenItems { get; set; }

    /// <summary>Its works may be started.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Somebody is looking at its targets.</summary>
    public bool IsAtGate { get; set; }

    /// <summary>What it holds while it runs under a decision; empty for a step that needs none.</summary>
    public IReadOnlyList<CoveredTarget> Targets { get; set; } = [];

    public bool HasEnded => Itself.Row.HasEnded;

    /// <summary>An attempt was cut off by the end of its host, so its targets may bear half of its effects.</summary>
    public bool WasCutOff => Itself.Row.Deaths > 0 || _itemRows.Any(r => r.Deaths > 0);

    public bool HasStarted => Itself.Row.StartedAt is not null;

    public void MakeItems(IReadOnlyList<JsonElement> values)
    {
        var rows = _itemRows.ToDictionary(r => r.Item);
        Items = [.. values.Select((value, i) => new WorkState(this, rows.GetValueOrDefault(i) ?? new StepRow(Index, i), value))];
        OpenItems = Items.Count(i => !i.Row.HasEnded);
    }

    /// <summary>Null unless it succeeded.</summary>
    public JsonElement? Output()
    {
        if (Itself.Row.Status != StepStatus.Succeeded)
            return null;
        return _output ??= Definition.ForEach is null
            ? CompactJson.Parse(Itself.Row.Output!)
            : RunStore.ItemOutputs(Items.Count > 0 ? Items.Select(i => i.Row.Output) : _itemRows.Select(r => r.Output));
    }
}

/// <summary>What one attempt works on: a step that runs once, or one item.</summary>
internal sealed class WorkState(StepState step, StepRow row, JsonElement? value)
{
    public StepState Step { get; } = step;

    public StepRow Row { get; set; } = row;

    /// <summary>The item's value, or null for a step that runs once.</summary>
    public JsonElement? Value { get; } = value;

    public int? Item => Row.Item == StepRow.Itself ? null : Row.Item;

    /// <summary>It brought its host down before, so it runs only while no other suspect does.</summary>
    public bool IsSuspect => Row.Deaths >= SuspectGate.DeathsOfSuspect;
}
