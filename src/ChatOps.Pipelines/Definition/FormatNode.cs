using System.Text.Json;

namespace ChatOps.Pipelines.Definition;

/// <summary>A value as it stands in a text, with its place; JSON and YAML both come to this before they are read further.</summary>
/// <param name="At">An offset that only the text's own <see cref="FormatText"/> can turn into line and column.</param>
internal abstract record FormatNode(long At)
{
    public JsonElement ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, CompactJson.WriterOptions))
            WriteTo(writer);
        return CompactJson.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    protected internal abstract void WriteTo(Utf8JsonWriter writer);
}

internal sealed record FormatMap(long At, IReadOnlyList<FormatEntry> Entries) : FormatNode(At)
{
    public FormatNode? Find(string key) => Entries.FirstOrDefault(e => e.Key == key)?.Value;

    protected internal override void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var entry in Entries)
        {
            writer.WritePropertyName(entry.Key);
            entry.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}

internal sealed record FormatEntry(string Key, long At, FormatNode Value);

internal sealed record FormatList(long At, IReadOnlyList<FormatNode> Items) : FormatNode(At)
{
    protected internal override void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in Items)
            item.WriteTo(writer);
        writer.WriteEndArray();
    }
}

/// <param name="Text">The string itself, or for any other kind its JSON text.</param>
internal sealed record FormatScalar(long At, JsonValueKind Kind, string Text) : FormatNode(At)
{
    protected internal override void WriteTo(Utf8JsonWriter writer)
    {
        if (Kind == JsonValueKind.String)
            writer.WriteStringValue(Text);
        else
            writer.WriteRawValue(Text);
    }
}

/// <summary>The text that nodes came from: it knows limits and places.</summary>
/// <param name="locate">Line and column, from 1, of a node's <see cref="FormatNode.At"/>.</param>
internal sealed class FormatText(Func<long, (int Line, int Column)> locate)
{
    /// <summary>Nesting of lists and maps.</summary>
    public const int MaxDepth = 60;

    /// <summary>Characters of a whole definition.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    public PipelineFormatException Error(long at, string problem, Exception? inner = null)
    {
        var (line, column) = locate(at);
        return new PipelineFormatException(problem, line, column, inner);
    }

    public static void CheckLength(string text)
    {
        if (text.Length > MaxLength)
            throw new PipelineFormatException($"The text has {text.Length} characters; a pipeline has at most {MaxLength}.", 1, 1);
    }
}
