namespace ChatOps.Knowledge.Phrases;

/// <summary>What was said, and the words that stood in its open places.</summary>
/// <param name="Slots">By the place's name, as they were written; a place that was left out is not there.</param>
public sealed record Spoken(KnowledgeIntent Intent, IReadOnlyDictionary<string, string> Slots)
{
    /// <summary>The one word that names something.</summary>
    public string Name => Slots.GetValueOrDefault("name", "");

    /// <summary>The words that follow.</summary>
    public string Text => Slots.GetValueOrDefault("text", "");

    /// <summary>The version that was named, or null.</summary>
    public int? Version => Number;

    /// <summary>The number that was said, or null.</summary>
    public int? Number => int.TryParse(Slots.GetValueOrDefault("number"), out var number) ? number : null;
}
