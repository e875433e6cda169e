using ChatOps.Agents.Planner.Plans;
using YamlDotNet.Serialization;

namespace ChatOps.Agents.Evaluation;

/// <summary>How people ask for work in one language, read from the YAML files beside this code.</summary>
internal sealed class PairWords
{
    private readonly Dictionary<string, object> _words;

    private PairWords(string language, Dictionary<string, object> words) => (Language, _words) = (language, words);

    public string Language { get; }

    /// <summary>Between two pieces of work that do not depend on one another.</summary>
    public string And => Text("and");

    /// <summary>Between a piece of work and one behind it.</summary>
    public string Then => Text("then");

    /// <summary>Behind several pieces of which one report is written.</summary>
    public string Report => (string)Steps["report"];

    private Dictionary<object, object> Steps => (Dictionary<object, object>)_words["steps"];

    public static IReadOnlyList<string> Languages { get; } = ["en", "de", "es"];

    public static PairWords In(string language)
    {
        using var stream = typeof(PairWords).Assembly.GetManifestResourceStream($"ChatOps.Agents.Evaluation.Words.{language}.yaml")!;
        using var reader = new StreamReader(stream);
        return new PairWords(language, new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(reader));
    }

    /// <summary>One piece of work in words.</summary>
    public string Of(PlannedWork work, Random random)
    {
        var forms = (List<object>)_words[WordOf(work.Action)];
        var said = ((string)forms[random.Next(forms.Count)]).Replace("{where}", Where(work), StringComparison.Ordinal).Replace("{target}", work.Target, StringComparison.Ordinal);
        // A migration stops at errors by itself; nobody has to say so.
        return work.Action == PlannedAction.Migrate ? said : work.Condition switch
        {
            PlannedCondition.Clean => Text("clean").Replace("{work}", said, StringComparison.Ordinal),
            PlannedCondition.Errors => Text("errors").Replace("{work}", said, StringComparison.Ordinal),
            _ => said,
        };
    }

    /// <summary>A piece of <see cref="StepPieces"/> in words.</summary>
    public string Of(string piece, StepPlace place, Random random)
    {
        var forms = (List<object>)Steps[piece];
        return ((string)forms[random.Next(forms.Count)])
            .Replace("{on}", place.On, StringComparison.Ordinal).Replace("{target}", place.Target, StringComparison.Ordinal).Replace("{table}", place.Table, StringComparison.Ordinal);
    }

    /// <summary>As a model writes the action.</summary>
    public static string WordOf(PlannedAction action) => action == PlannedAction.DryRun ? "dry-run" : action.ToString().ToLowerInvariant();

    private string Where(PlannedWork work) => work.Tables is { } tables
        ? Text("tables").Replace("{tables}", string.Join(And, tables), StringComparison.Ordinal).Replace("{connection}", work.Connection, StringComparison.Ordinal)
        : work.Connection;

    private string Text(string key) => (string)_words[key];
}
