using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ChatOps.Pipelines.Definition;

/// <summary>
/// One text for all ways to write the same JSON value: keys in ordinal order, no white space, and numbers as exact
/// decimals without trailing zeros, so that <c>1.0</c>, <c>1</c> and <c>10e-1</c> hash alike and no digit is lost.
/// </summary>
public static class CanonicalJson
{
    public static string Write(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, CompactJson.WriterOptions with { SkipValidation = true }))
            Write(value, writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Lower-case hex SHA-256 of the canonical text.</summary>
    public static string Hash(JsonElement value) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(value))));

    private static void Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(value.GetString());
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Number(value.GetRawText()), skipInputValidation: true);
                break;
            case JsonValueKind.Undefined:
                writer.WriteNullValue();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    internal static string Number(string text)
    {
        var sign = text[0] == '-' ? "-" : "";
        var exponentAt = text.IndexOfAny(['e', 'E']);
        var mantissa = text[sign.Length..(exponentAt < 0 ? text.Length : exponentAt)];
        long exponent = 0;
        if (exponentAt >= 0 && !long.TryParse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return text;
        var point = mantissa.IndexOf('.');
        if (point >= 0)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        var significant = mantissa.TrimStart('0').TrimEnd('0');
        if (significant.Length == 0)
            return "0";
        exponent += mantissa.Length - mantissa.TrimEnd('0').Length;
        return exponent == 0
            ? sign + significant
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{significant}e{exponent}");
    }
}
