namespace ChatOps.Pipelines.Engine;

/// <summary>The registered step handlers by the name of their type.</summary>
public sealed class StepCatalog
{
    private readonly Dictionary<string, IStepHandler> _handlers = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">Two handlers claim the same type.</exception>
    public StepCatalog(IEnumerable<IStepHandler> handlers)
    {
        foreach (var handler in handlers)
            if (!_handlers.TryAdd(handler.Type.Name, handler))
                throw new InvalidOperationException(
                    $"Two handlers are registered for the step type '{handler.Type.Name}'; a type has exactly one.");
        Types = [.. _handlers.Values.Select(h => h.Type).OrderBy(t => t.Name, StringComparer.Ordinal)];
    }

    /// <summary>All types, by name.</summary>
    public IReadOnlyList<StepType> Types { get; }

    public IStepHandler? FindHandler(string type) => _handlers.GetValueOrDefault(type);

    public StepType? Find(string type) => _handlers.GetValueOrDefault(type)?.Type;
}
