using System.Text.Json;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Pipelines.Validation;

/// <summary>Checks what is already fixed in a <c>with</c> against the type's input schema, and leaves templates to the run.</summary>
internal static class LiteralCheck
{
    public static IEnumerable<string> Check(JsonElement schema, JsonElement with)
    {
        var templates = new List<string>();
        Collect(with, "", templates);
        return JsonSchemaCheck.Check(schema, with)
            .Where(p => !templates.Exists(t => IsAtOrBelow(p.Path, t) || (p.IsComposite && IsAtOrBelow(t, p.Path))))
            .Select(p => p.Message);
    }

    private static bool IsAtOrBelow(string path, string place) =>
        place.Length == 0 || path == place || (path.StartsWith(place, StringComparison.Ordinal) && path[place.Length] is '.' or '[');

    private static void Collect(JsonElement value, string path, List<string> templates)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                    Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", templates);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    Collect(item, $"{path}[{index++}]", templates);
                break;
            case JsonValueKind.String when Template.HasAny(value.GetString()!):
                templates.Add(path);
                break;
        }
    }
}
