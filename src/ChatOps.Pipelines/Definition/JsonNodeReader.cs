using System.Text;
using System.Text.Json;

namespace ChatOps.Pipelines.Definition;

/// <summary>Reads JSON into nodes that know their place.</summary>
internal static class JsonNodeReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static (FormatNode Root, FormatText Text) Read(string text)
    {
        FormatText.CheckLength(text);
        byte[] bytes;
        try
        {
            bytes = Strict.GetBytes(text);
        }
        catch (EncoderFallbackException error)
        {
            throw new PipelineFormatException("The text holds half of a surrogate pair.", 1, 1, error);
        }

        var places = new FormatText(at => Locate(bytes, at));
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = FormatText.MaxDepth });
        try
        {
            Next(ref reader, places);
            var root = ReadValue(ref reader, places);
            if (reader.Read())
                throw places.Error(reader.TokenStartIndex, "There is more text after the end of the value.");
            return (root, places);
        }
        catch (JsonException error)
        {
            throw new PipelineFormatException(
                $"This is not JSON: {FirstSentence(error.Message)}",
                (int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1, error);
        }
    }

    private static FormatNode ReadValue(ref Utf8JsonReader reader, FormatText places)
    {
        var at = reader.TokenStartIndex;
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMap(ref reader, places, at),
            JsonTokenType.StartArray => ReadList(ref reader, places, at),
            JsonTokenType.String => new FormatScalar(at, JsonValueKind.String, Text(ref reader, places)),
            JsonTokenType.Number => new FormatScalar(at, JsonValueKind.Number, Encoding.UTF8.GetString(reader.ValueSpan)),
            JsonTokenType.True => new FormatScalar(at, JsonValueKind.True, "true"),
            JsonTokenType.False => new FormatScalar(at, JsonValueKind.False, "false"),
            _ => new FormatScalar(at, JsonValueKind.Null, "null"),
        };
    }

    private static FormatMap ReadMap(ref Utf8JsonReader reader, FormatText places, long at)
    {
        var entries = new List<FormatEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (Next(ref reader, places) != JsonTokenType.EndObject)
        {
            var keyAt = reader.TokenStartIndex;
            var key = Text(ref reader, places);
            if (!keys.Add(key))
                throw places.Error(keyAt, $"The key '{key}' stands here a second time.");
            Next(ref reader, places);
            entries.Add(new FormatEntry(key, keyAt, ReadValue(ref reader, places)));
        }

        return new FormatMap(at, entries);
    }

    private static FormatList ReadList(ref Utf8JsonReader reader, FormatText places, long at)
    {
        var items = new List<FormatNode>();
        while (Next(ref reader, places) != JsonTokenType.EndArray)
            items.Add(ReadValue(ref reader, places));
        return new FormatList(at, items);
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader, FormatText places) =>
        reader.Read() ? reader.TokenType : throw places.Error(reader.BytesConsumed, "The text ends too early.");

    private static string Text(ref Utf8JsonReader reader, FormatText places)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw places.Error(reader.TokenStartIndex, "The text holds half of a surrogate pair.", error);
        }
    }

    private static (int Line, int Column) Locate(byte[] bytes, long at)
    {
        var before = bytes.AsSpan(0, (int)Math.Min(at, bytes.Length));
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <summary>The library adds its own line and path behind the first sentence; ours stand in front.</summary>
    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
