using System.Reflection;
using System.Text.RegularExpressions;
using ChatOps.Database.Checks.RuleFiles.Yaml;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace ChatOps.Database.Checks.RuleFiles;

/// <summary>The JSON schema of rule files (draft 7): what editors complete from is what the program checks with.</summary>
public static partial class RuleFileSchema
{
    private const string Resource = "rule-file.schema.json";

    // Nothing outside is loaded: every reference of the schema points into itself.
    private static readonly Lazy<JsonSchema> Compiled = new(() => JsonSchema.FromJsonAsync(Text).GetAwaiter().GetResult());

    /// <summary>The schema itself.</summary>
    public static string Text { get; } = ReadText();

    /// <summary>Every place where the file does not fit.</summary>
    internal static IEnumerable<RuleFileProblem> Check(RuleNode root)
    {
        var lines = new NodeLines();
        lines.Write(root);
        using var reader = new JsonTextReader(new StringReader(lines.Json)) { DateParseHandling = DateParseHandling.None };
        return Compiled.Value.Validate(JToken.ReadFrom(reader)).SelectMany(Expand).Select(error => Describe(error, lines.At(error.LineNumber), lines.TextAt(error.LineNumber))).ToList();
    }

    private static string ReadText()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A choice that does not fit is told by what is wrong with the one that was meant.</summary>
    private static IEnumerable<ValidationError> Expand(ValidationError error)
    {
        if (error is not ChildSchemaValidationError child)
        {
            return [error];
        }

        if (child.Kind is not (ValidationErrorKind.NotAnyOf or ValidationErrorKind.NotOneOf))
        {
            return child.Errors.Values.SelectMany(errors => errors).SelectMany(Expand);
        }

        var meant = child.Errors.Values.Where(errors => !errors.Any(inner => inner.Path == error.Path && IsTypeError(inner))).ToList();
        return meant.Count == 0 ? [error] : meant.MinBy(errors => errors.Count)!.SelectMany(Expand);
    }

    private static bool IsTypeError(ValidationError error) => error.Kind.ToString().EndsWith("Expected", StringComparison.Ordinal);

    private static RuleFileProblem Describe(ValidationError error, Place at, string text) => new(at.Line, at.Column, error.Kind switch
    {
        ValidationErrorKind.PropertyRequired => $"'{error.Property}' is missing.",
        ValidationErrorKind.NoAdditionalPropertiesAllowed => $"'{error.Property}' is not known here{NearestName.Hint(error.Property ?? "", error.Schema.ActualSchema.ActualProperties.Keys)}",
        ValidationErrorKind.NotInEnumeration => $"'{text}' is not known here{NearestName.Hint(text, error.Schema.ActualSchema.Enumeration.Select(word => $"{word}"))}",
        ValidationErrorKind.PatternMismatch => $"'{text}' is not written as it must be{Example(error.Schema.ActualSchema)}",
        ValidationErrorKind.TooFewProperties or ValidationErrorKind.TooFewItems => "There is nothing in it.",
        ValidationErrorKind.NumberTooSmall => $"{text} is below {error.Schema.ActualSchema.Minimum}.",
        ValidationErrorKind.NumberTooBig => $"{text} is above {error.Schema.ActualSchema.Maximum}.",
        ValidationErrorKind.StringTooShort => "The text is empty.",
        ValidationErrorKind.StringTooLong => $"The text is longer than {error.Schema.ActualSchema.MaxLength} characters.",
        ValidationErrorKind.NotAnyOf or ValidationErrorKind.NotOneOf or ValidationErrorKind.NoTypeValidates => $"This cannot stand here. {error.Schema.ActualSchema.Description}".TrimEnd(),
        var kind when IsTypeError(error) => $"This must be of type {kind.ToString()[..^"Expected".Length].ToLowerInvariant()}.",
        var kind => $"This does not fit: {Capital().Replace(kind.ToString(), " $0").Trim().ToLowerInvariant()}.",
    });

    private static string Example(JsonSchema schema) => schema.Pattern switch
    {
        { } pattern when pattern.Contains("(s|m|h|d|w)", StringComparison.Ordinal) => ": a number with s, m, h, d or w, such as 24h or 7d.",
        { } pattern when pattern.Contains("[0-9]{4}", StringComparison.Ordinal) => ": a day such as 2027-03-31.",
        { } pattern when pattern.EndsWith("%$", StringComparison.Ordinal) => ": a share such as 5%.",
        { } pattern when pattern.Contains("a-z", StringComparison.Ordinal) => ": small letters, digits and single hyphens, such as paid-orders.",
        _ => ": table.column, such as customers.id.",
    };

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
