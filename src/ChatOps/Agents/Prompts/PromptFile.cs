using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ChatOps.Agents.Prompts;

/// <summary>Reads one prompt file and collects everything that is wrong with it.</summary>
internal sealed class PromptFile
{
    /// <summary>The largest file read, in bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private const string Format = "handlebars";

    private static readonly string[] Keys = ["name", "description", "template", "template_format", "input_variables", "execution_settings"];

    private readonly string _file;
    private readonly List<PromptError> _errors = [];

    private PromptFile(string file) => _file = file;

    /// <summary>The prompt, or null with at least one error.</summary>
    public static (Prompt? Prompt, IReadOnlyList<PromptError> Errors) Read(string file, string text)
    {
        var reader = new PromptFile(file);
        var prompt = reader.Read(text);
        return (reader._errors.Count == 0 ? prompt : null, reader._errors);
    }

    private Prompt? Read(string text)
    {
        if (YamlGuard.Check(text) is { } unsafeText)
        {
            _errors.Add(new PromptError(_file, unsafeText.Line, unsafeText.Message));
            return null;
        }

        if (Root(text) is not { } root)
            return null;
        var map = Map(root, "the file", Keys);
        var name = Text(map, root, "name", "the file");
        if (name is not null && name != Path.GetFileNameWithoutExtension(_file))
            Fail(map["name"], $"name is \"{name}\", but the file is called {_file}; the two must agree.");
        var description = Text(map, root, "description", "the file");
        var template = Text(map, root, "template", "the file");
        if (Text(map, root, "template_format", "the file") is { } format && format != Format)
            Fail(map["template_format"], $"template_format is \"{format}\"; only {Format} is read.");
        var variables = Variables(map, root);
        var settings = Settings(map, root);
        if (template is not null && variables is not null)
            CheckPlaces(map["template"], template, variables, map["input_variables"]);
        return name is null || description is null || template is null || variables is null || settings is null
            ? null
            : new Prompt
            {
                Name = name,
                Description = description,
                Template = template,
                Variables = variables,
                Settings = settings,
                Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12],
            };
    }

    private YamlMappingNode? Root(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            _errors.Add(new PromptError(_file, (int)exception.Start.Line, $"This is not YAML as expected: {exception.Message}"));
            return null;
        }

        if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            return root;
        _errors.Add(new PromptError(_file, 1, $"It must hold one mapping with the keys {string.Join(", ", Keys)}."));
        return null;
    }

    private List<PromptVariable>? Variables(Dictionary<string, YamlNode> map, YamlNode parent)
    {
        if (Node<YamlSequenceNode>(map, parent, "input_variables", "the file", "a list") is not { } list)
            return null;
        var variables = new List<PromptVariable>();
        foreach (var item in list.Children)
        {
            if (item is not YamlMappingNode)
            {
                Fail(item, "Each of input_variables is a mapping with name and description.");
                continue;
            }

            var map2 = Map(item, "an input variable", ["name", "description", "default", "is_required"]);
            var name = Text(map2, item, "name", "an input variable");
            var description = Text(map2, item, "description", "an input variable");
            var fallback = map2.ContainsKey("default") ? Text(map2, item, "default", "an input variable", mayBeEmpty: true) : null;
            var isRequired = fallback is null;
            if (map2.TryGetValue("is_required", out var required) && !(required is YamlScalarNode scalar && bool.TryParse(scalar.Value, out isRequired)))
                Fail(required, "is_required must be true or false.");
            if (name is null || description is null)
                continue;
            if (!PromptTemplate.IsName(name))
                Fail(map2["name"], $"\"{name}\" is no variable name; use letters, digits and _, starting with a letter.");
            else if (variables.Any(known => known.Name == name))
                Fail(map2["name"], $"The variable {name} is declared twice.");
            else
                variables.Add(new PromptVariable(name, description, fallback, isRequired));
        }

        return variables;
    }

    private PromptSettings? Settings(Dictionary<string, YamlNode> map, YamlNode parent)
    {
        if (Node<YamlMappingNode>(map, parent, "execution_settings", "the file", "a mapping") is not { } services)
            return null;
        var byService = Map(services, "execution_settings", ["default"]);
        if (Node<YamlMappingNode>(byService, services, "default", "execution_settings", "a mapping") is not { } node)
            return null;
        var values = Map(node, "execution_settings.default", ["temperature", "top_p", "max_tokens"]);
        var temperature = Number(values, node, "temperature", number => number is >= 0 and <= 2, "a number from 0 to 2");
        var topP = Number(values, node, "top_p", number => number is > 0 and <= 1, "a number above 0 and at most 1");
        var tokens = Number(values, node, "max_tokens", number => number is >= 1 and <= 32768 && number == Math.Floor(number), "a whole number from 1 to 32768");
        return temperature is null || topP is null || tokens is null ? null : new PromptSettings(temperature.Value, topP.Value, (int)tokens.Value);
    }

    private void CheckPlaces(YamlNode node, string template, List<PromptVariable> variables, YamlNode declared)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in PromptTemplate.Places(template))
        {
            var line = LineOf(node, template, place.Start);
            if (place.Name is null)
                _errors.Add(new PromptError(_file, line, "\"{{\" must be followed by a variable's name and \"}}\"."));
            else if (used.Add(place.Name) && variables.All(variable => variable.Name != place.Name))
                _errors.Add(new PromptError(_file, line, $"The template uses {{{{{place.Name}}}}}, which input_variables does not declare."));
        }

        foreach (var variable in variables.Where(variable => !used.Contains(variable.Name)))
            Fail(declared, $"The variable {variable.Name} is declared, but the template does not use it.");
    }

    // A block scalar's text starts on the line behind its key; a plain or quoted one on the same line.
    private static int LineOf(YamlNode node, string template, int offset)
    {
        var isBlock = node is YamlScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded };
        return (int)node.Start.Line + (isBlock ? 1 : 0) + template.AsSpan(0, offset).Count('\n');
    }

    private Dictionary<string, YamlNode> Map(YamlNode node, string what, string[] known)
    {
        var map = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in ((YamlMappingNode)node).Children)
        {
            if (key is YamlScalarNode { Value: { } name } && known.Contains(name, StringComparer.Ordinal))
                map[name] = value;
            else
                Fail(key, $"\"{key}\" is no key of {what}; the keys are {string.Join(", ", known)}.");
        }

        return map;
    }

    private string? Text(Dictionary<string, YamlNode> map, YamlNode parent, string key, string what, bool mayBeEmpty = false)
    {
        if (Node<YamlScalarNode>(map, parent, key, what, "a text") is not { } node)
            return null;
        if (mayBeEmpty || !string.IsNullOrWhiteSpace(node.Value))
            return node.Value ?? "";
        Fail(node, $"{key} is empty.");
        return null;
    }

    private double? Number(Dictionary<string, YamlNode> map, YamlNode parent, string key, Func<double, bool> isAllowed, string expected)
    {
        if (Node<YamlScalarNode>(map, parent, key, "execution_settings.default", expected) is not { } node)
            return null;
        if (double.TryParse(node.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && isAllowed(number))
            return number;
        Fail(node, $"{key} is \"{node.Value}\"; it must be {expected}.");
        return null;
    }

    private T? Node<T>(Dictionary<string, YamlNode> map, YamlNode parent, string key, string what, string expected)
        where T : YamlNode
    {
        if (!map.TryGetValue(key, out var node))
            Fail(parent, $"{key} is missing from {what}.");
        else if (node is not T)
            Fail(node, $"{key} must be {expected}.");
        return node as T;
    }

    private void Fail(YamlNode node, string message) => _errors.Add(new PromptError(_file, (int)node.Start.Line, message));
}
