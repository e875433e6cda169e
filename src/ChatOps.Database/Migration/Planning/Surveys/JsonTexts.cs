using System.Text.Json;

namespace ChatOps.Database.Migration.Planning.Surveys;

/// <summary>Texts that an engine takes for JSON (RFC 8259).</summary>
internal static class JsonTexts
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1000 };

    internal static bool IsJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, Options);
        try
        {
            while (reader.Read())
            {
            }

            return text.Length > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
