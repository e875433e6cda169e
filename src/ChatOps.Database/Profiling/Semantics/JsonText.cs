using System.Text.Json;

namespace ChatOps.Database.Profiling.Semantics;

/// <summary>JSON objects and arrays.</summary>
internal static class JsonText
{
    private const int Longest = 1 << 20;

    internal static bool Is(ReadOnlySpan<byte> text)
    {
        if (text is not ([(byte)'{', .., (byte)'}'] or [(byte)'[', .., (byte)']']) || text.Length > Longest)
        {
            return false;
        }

        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 512 });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
