using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOps.Reports;

/// <summary>The one JSON form of findings, profiles and anomalies: in artifacts, in <c>--json</c> documents and over REST.</summary>
public static class ReportJson
{
    /// <summary>Camel case, lower-case enum words, database values as JSON scalars.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Reads one document.</summary>
    /// <exception cref="JsonException">It is not such a document.</exception>
    public static async Task<T> ReadAsync<T>(Stream stream, CancellationToken cancellationToken) =>
        await JsonSerializer.DeserializeAsync<T>(stream, Options, cancellationToken)
        ?? throw new JsonException("The document is empty.");

    /// <summary>A value as a JSON element in this form.</summary>
    public static JsonElement ToElement<T>(T value) => JsonSerializer.SerializeToElement(value, Options);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            // The documents are files and standard output, never markup; readable names matter more there.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.Strict,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new DatabaseValueConverter());
        options.Converters.Add(new FiniteDoubleConverter());
        options.Converters.Add(new AnyDoubleConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>
    /// Database values: numbers, texts, booleans and null as they are; bytes as <c>\x</c> hex text; numbers that JSON
    /// does not have (NaN, infinities) as text.
    /// </summary>
    private sealed class DatabaseValueConverter : JsonConverter<object?>
    {
        /// <summary>Digits that a decimal holds whatever they are.</summary>
        private const int SafeDigits = 28;

        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => ReadNumber(ref reader),
            _ => JsonElement.ParseValue(ref reader),
        };

        /// <summary>A double, unless that would lose digits that an exact number has.</summary>
        private static object ReadNumber(ref Utf8JsonReader reader)
        {
            if (reader.TryGetInt64(out var whole))
                return whole;
            var rounded = reader.GetDouble();
            return reader.ValueSpan.Length <= SafeDigits && reader.TryGetDecimal(out var exact)
                && decimal.TryParse(rounded.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var same) && same != exact
                ? exact
                : rounded;
        }

        public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
        {
            switch (value)
            {
                case null or DBNull:
                    writer.WriteNullValue();
                    break;
                case long or int or short or byte:
                    writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
                case double number when double.IsFinite(number):
                    writer.WriteNumberValue(number);
                    break;
                case decimal number:
                    writer.WriteNumberValue(number);
                    break;
                case bool truth:
                    writer.WriteBooleanValue(truth);
                    break;
                case byte[] bytes:
                    writer.WriteStringValue("\\x" + Convert.ToHexStringLower(bytes));
                    break;
                case JsonElement element:
                    element.WriteTo(writer);
                    break;
                default:
                    writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                    break;
            }
        }
    }

    /// <summary>A statistic that overflowed is null rather than a broken document.</summary>
    private sealed class FiniteDoubleConverter : JsonConverter<double?>
    {
        public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? null : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options)
        {
            if (value is { } number && double.IsFinite(number))
                writer.WriteNumberValue(number);
            else
                writer.WriteNullValue();
        }
    }

    /// <summary>A figure that is always there and yet no number JSON has, such as a place in a picture, is null and comes back as NaN.</summary>
    private sealed class AnyDoubleConverter : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
