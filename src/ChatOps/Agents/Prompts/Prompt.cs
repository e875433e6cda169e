namespace ChatOps.Agents.Prompts;

/// <summary>One agent's instructions to a language model, as its file states them.</summary>
public sealed record Prompt
{
    /// <summary>The agent's name, such as <c>planner</c>; the same as the file's name without its ending.</summary>
    public required string Name { get; init; }

    /// <summary>What the agent does without a model, and what a model adds.</summary>
    public required string Description { get; init; }

    /// <summary>The text, with <c>{{variable}}</c> places.</summary>
    public required string Template { get; init; }

    public required IReadOnlyList<PromptVariable> Variables { get; init; }

    public required PromptSettings Settings { get; init; }

    /// <summary>Twelve hexadecimal digits that change with any byte of the file.</summary>
    public required string Version { get; init; }

    /// <summary>The text with every place filled once: a <c>{{place}}</c> inside a value stays as it is.</summary>
    /// <exception cref="ArgumentException">A value is for no declared variable, or a required one is missing.</exception>
    public string Render(IReadOnlyDictionary<string, string> values)
    {
        if (values.Keys.FirstOrDefault(name => Variables.All(variable => variable.Name != name)) is { } stranger)
            throw new ArgumentException($"The prompt {Name} has no variable {stranger}.", nameof(values));
        if (Variables.FirstOrDefault(variable => variable.IsRequired && !values.ContainsKey(variable.Name)) is { } missing)
            throw new ArgumentException($"The prompt {Name} needs a value for {missing.Name}.", nameof(values));
        var byName = Variables.ToDictionary(variable => variable.Name, variable => values.GetValueOrDefault(variable.Name) ?? variable.Default ?? "", StringComparer.Ordinal);
        return PromptTemplate.Fill(Template, name => byName[name]);
    }
}

/// <summary>A place in the template that the caller fills.</summary>
/// <param name="Default">Used when the caller gives no value; null means there is none.</param>
public sealed record PromptVariable(string Name, string Description, string? Default, bool IsRequired);

/// <summary>How a model is asked.</summary>
/// <param name="Temperature">0..2.</param>
/// <param name="TopP">Above 0, at most 1.</param>
/// <param name="MaxTokens">1..32768, of the answer.</param>
public sealed record PromptSettings(double Temperature, double TopP, int MaxTokens);
