using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatOps.Pipelines.Definition;

/// <summary>JSON without white space and without needless escapes; numbers keep their digits.</summary>
internal static class CompactJson
{
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonElement EmptyObject = Parse("{}");

    public static readonly JsonElement Null = Parse("null");

    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static JsonElement Parse(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static JsonElement Build(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            write(writer);
        return Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    /// <summary>The object itself, or an empty one in place of undefined and null.</summary>
    public static JsonElement OrEmpty(this JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? EmptyObject : value;
}
