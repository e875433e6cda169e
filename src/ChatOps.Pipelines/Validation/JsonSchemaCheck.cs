using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace ChatOps.Pipelines.Validation;

/// <summary>One place where a value does not fit its schema.</summary>
/// <param name="Path">Such as <c>tables[0].name</c>; empty for the value itself.</param>
/// <param name="IsComposite">It sums up a choice between schemas, so parts below may be the cause.</param>
internal sealed record SchemaProblem(string Path, string Message, bool IsComposite);

/// <summary>Checks JSON values against JSON schemas; compiled schemas are kept by their text.</summary>
internal static partial class JsonSchemaCheck
{
    private const int MaxKept = 1000;
    private static readonly ConcurrentDictionary<string, JsonSchema> Compiled = new(StringComparer.Ordinal);

    /// <summary>Null when it is a schema we take, else why not.</summary>
    public static string? Refusal(JsonElement schema)
    {
        if (schema.ValueKind is not JsonValueKind.Object)
            return "a schema is a JSON object";
        if (Reference(schema) is { } reference)
            return $"'$ref' may only point into the same schema (#...), not to '{reference}'";
        try
        {
            Compile(schema);
            return null;
        }
        catch (Exception error) when (error is Newtonsoft.Json.JsonException or InvalidOperationException or ArgumentException or NotSupportedException or FormatException)
        {
            return "it cannot be read as a JSON schema";
        }
    }

    public static IReadOnlyList<SchemaProblem> Check(JsonElement schema, JsonElement value) =>
        [.. Compile(schema).Validate(Convert(value)).SelectMany(Expand).Select(e => new SchemaProblem(Place(e.Path), Describe(e), e is ChildSchemaValidationError))];

    /// <summary>An item that does not fit is told by what is wrong in it.</summary>
    private static IEnumerable<ValidationError> Expand(ValidationError error) =>
        error is ChildSchemaValidationError { Kind: ValidationErrorKind.ArrayItemNotValid or ValidationErrorKind.AdditionalPropertiesNotValid } child
            ? child.Errors.Values.SelectMany(inner => inner).SelectMany(Expand)
            : [error];

    private static JsonSchema Compile(JsonElement schema)
    {
        var text = schema.GetRawText();
        if (Compiled.TryGetValue(text, out var known))
            return known;
        if (Compiled.Count >= MaxKept)
            Compiled.Clear();
        // Nothing outside is loaded, because references out of the schema are refused; so this never waits.
        return Compiled[text] = JsonSchema.FromJsonAsync(text).GetAwaiter().GetResult();
    }

    private static JToken Convert(JsonElement value)
    {
        using var reader = new JsonTextReader(new StringReader(value.GetRawText())) { DateParseHandling = DateParseHandling.None, MaxDepth = 128 };
        return JToken.ReadFrom(reader);
    }

    private static string Place(string? path) => path is null ? "" : path.TrimStart('#').TrimStart('/').Replace("/", ".", StringComparison.Ordinal);

    private static string Describe(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.PropertyRequired => $"'{error.Property}' is missing",
        ValidationErrorKind.NoAdditionalPropertiesAllowed => $"'{error.Property}' is not known here",
        ValidationErrorKind.NotInEnumeration => $"{Subject(error.Path)} must be one of {string.Join(", ", error.Schema.Enumeration)}",
        var kind when kind.ToString() is var name && name.EndsWith("Expected", StringComparison.Ordinal) =>
            $"{Subject(error.Path)} must be of type {name[..^"Expected".Length].ToLowerInvariant()}",
        var kind => $"{Subject(error.Path)} does not fit: {Capital().Replace(kind.ToString(), " $0").Trim().ToLowerInvariant()}",
    };

    private static string Subject(string? path) => Place(path) is { Length: > 0 } place ? $"'{place}'" : "it";

    private static string? Reference(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject()
            .Select(p => p.Name == "$ref" && p.Value.ValueKind == JsonValueKind.String && !p.Value.GetString()!.StartsWith('#')
                ? p.Value.GetString()
                : Reference(p.Value))
            .FirstOrDefault(r => r is not null),
        JsonValueKind.Array => schema.EnumerateArray().Select(Reference).FirstOrDefault(r => r is not null),
        _ => null,
    };

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
