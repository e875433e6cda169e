using System.Text;
using System.Text.Json;

namespace ChatOps.Pipelines.Definition;

/// <summary>
/// <c>{{ path }}</c> inside the strings of a JSON value. A string that is nothing but one template takes the value with
/// its type; otherwise the value's text is put in. It is a single pass: what came out of data is never expanded again.
/// Keys are not templates.
/// </summary>
public static class Template
{
    /// <summary>All paths in a value, in order, each with null or what is wrong with it.</summary>
    public static IReadOnlyList<TemplatePath> Paths(JsonElement value)
    {
        var paths = new List<TemplatePath>();
        if (Holds(value))
            Collect(value, paths);
        return paths;
    }

    /// <summary>The value with every template replaced.</summary>
    /// <exception cref="ExpressionException">A path is malformed or leads nowhere.</exception>
    public static JsonElement Resolve(JsonElement value, ExpressionScope scope) =>
        Holds(value) ? CompactJson.Build(writer => Write(value, scope, writer)) : value;

    /// <summary>The string is exactly one template, so it takes any type.</summary>
    internal static bool IsWhole(string text) =>
        Parts(text) is [{ Path: not null }];

    internal static bool HasAny(string text) => text.Contains("{{", StringComparison.Ordinal);

    private static bool Holds(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String && HasAny(value.GetRawText());

    private static void Collect(JsonElement value, List<TemplatePath> paths)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                    Collect(property.Value, paths);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Collect(item, paths);
                break;
            case JsonValueKind.String:
                paths.AddRange(Parts(value.GetString()!).Where(p => p.Path is not null || p.Error is not null)
                    .Select(p => new TemplatePath(p.Path, p.Error)));
                break;
        }
    }

    private static void Write(JsonElement value, ExpressionScope scope, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(property.Value, scope, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(item, scope, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                WriteText(value.GetString()!, scope, writer);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteText(string text, ExpressionScope scope, Utf8JsonWriter writer)
    {
        var parts = Parts(text);
        if (parts.Find(p => p.Error is not null).Error is { } error)
            throw new ExpressionException(error);
        if (parts is [{ Path: { } only }])
        {
            scope.Resolve(only).WriteTo(writer);
            return;
        }

        var filled = new StringBuilder();
        foreach (var part in parts)
            filled.Append(part.Path is { } path ? Show(scope.Resolve(path)) : part.Literal);
        writer.WriteStringValue(filled.ToString());
    }

    private static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };

    private static List<Part> Parts(string text)
    {
        var parts = new List<Part>();
        var at = 0;
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open)
        {
            if (open > at)
                parts.Add(new Part(text[at..open], null, null));
            var close = text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                parts.Add(new Part("", null, $"The template '{text[open..]}' has no closing }}}}."));
                return parts;
            }

            var isPath = PathExpression.TryParse(text[(open + 2)..close].Trim(), out var path, out var error);
            parts.Add(new Part("", isPath ? path : null, isPath ? null : $"Not a template: {error}"));
            at = close + 2;
        }

        if (at < text.Length)
            parts.Add(new Part(text[at..], null, null));
        return parts;
    }

    private readonly record struct Part(string Literal, PathExpression? Path, string? Error);
}

/// <summary>One <c>{{ path }}</c>: the path, or what is wrong with it.</summary>
public sealed record TemplatePath(PathExpression? Path, string? Error);
