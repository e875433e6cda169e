using System.Text.Encodings.Web;
using System.Text.Json;
using ChatOps.Database.Connections;

namespace ChatOps.Agents.Explaining;

/// <summary>A result that a specialist is to put into words.</summary>
internal sealed record ExplanationSubject
{
    /// <summary>Items that a model is told of one subject.</summary>
    public const int MostItems = 25;

    /// <summary>Of them, those that are told in words without a model: what somebody reads before the report.</summary>
    public const int MostTold = 4;

    private static readonly JsonSerializerOptions Written = new(Reports.ReportJson.Options) { WriteIndented = false, Encoder = JavaScriptEncoder.Default };

    /// <summary>The specialist, as its prompt file is called.</summary>
    public required string Agent { get; init; }

    /// <summary>What is explained, such as "Findings in the data of demo".</summary>
    public required string Title { get; init; }

    /// <summary>What the result is about: a connection, or two of them.</summary>
    public required string About { get; init; }

    /// <summary>At least one, the most important first. Personal data in them is masked.</summary>
    public required IReadOnlyList<ExplainedItem> Items { get; init; }

    /// <summary>Figures of the whole, such as how many findings there are beyond the items.</summary>
    public required object Whole { get; init; }

    /// <summary>See <see cref="Models.ResultFigures"/>.</summary>
    public required string Figures { get; init; }

    /// <summary>The explanation without a model, one paragraph each.</summary>
    public required IReadOnlyList<string> Template { get; init; }

    /// <summary>The connection whose schema the specialist may look at; null for none.</summary>
    public DatabaseConnection? Looks { get; init; }

    /// <summary>The first lines, and how many more there are.</summary>
    /// <param name="total">How many there are of it, which may be more than there are lines.</param>
    /// <param name="noun">What one of the others is, such as "further note".</param>
    public static IEnumerable<string> Told(IReadOnlyList<string> lines, long total, string noun, string? nouns = null) =>
        total <= MostTold ? lines : [.. lines.Take(MostTold), $"{Reports.Figures.Count(total - Math.Min(lines.Count, MostTold), noun, nouns)}."];

    /// <summary>The prompt's variables. Everything is JSON, so that nothing in it can look like the end of the data.</summary>
    /// <param name="language">See <see cref="SpokenLanguage"/>.</param>
    public Dictionary<string, string> Variables(string language) => new(StringComparer.Ordinal)
    {
        ["about"] = JsonSerializer.Serialize(About, Written),
        ["language"] = SpokenLanguage.NameOf(language),
        ["items"] = JsonSerializer.Serialize(Items.Select(item => new { item.Id, item.Facts }), Written),
        ["whole"] = JsonSerializer.Serialize(Whole, Written),
    };
}

/// <summary>One thing of a result that an explanation may be about.</summary>
/// <param name="Id">Short and unique within the subject, such as <c>f1</c>.</param>
/// <param name="Facts">What the step knows of it; serialised to JSON.</param>
internal sealed record ExplainedItem(string Id, object Facts);
