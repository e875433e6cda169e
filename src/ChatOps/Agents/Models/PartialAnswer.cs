using System.Text;
using System.Text.Json;

namespace ChatOps.Agents.Models;

/// <summary>Reads what can be read of a JSON answer that is still being written.</summary>
internal static class PartialAnswer
{
    private static readonly JsonReaderOptions Lenient = new() { MaxDepth = 16 };

    /// <summary>The texts under these keys, in the order of the answer; the last one may end within a word. None where it is no JSON so far.</summary>
    public static IReadOnlyList<string> Texts(string json, IReadOnlyCollection<string> keys)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var texts = new List<string>();
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(Lenient));
        var isWanted = false;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String && isWanted)
                    texts.Add(reader.GetString()!);
                isWanted = reader.TokenType == JsonTokenType.PropertyName && keys.Contains(reader.GetString()!);
            }
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return texts;
        }

        if (isWanted && Begun(Encoding.UTF8.GetString(bytes.AsSpan((int)reader.BytesConsumed))) is { } begun)
            texts.Add(begun);
        return texts;
    }

    /// <summary>A text without its end. Where it stops within an escape, that much is left off.</summary>
    private static string? Begun(string rest)
    {
        var text = rest.TrimStart(' ', '\t', '\r', '\n', ':');
        if (!text.StartsWith('"'))
            return null;
        for (var end = text.Length; end > 0 && end >= text.Length - 6; end--)
        {
            try
            {
                return JsonSerializer.Deserialize<string>(text[..end] + "\"");
            }
            catch (Exception broken) when (IsBroken(broken))
            {
                // One character less.
            }
        }

        return null;
    }

    /// <summary>Half of a pair of surrogates is no JSON error to the reader.</summary>
    private static bool IsBroken(Exception problem) => problem is JsonException or InvalidOperationException;
}
