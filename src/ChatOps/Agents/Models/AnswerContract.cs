using System.Text.Json;

namespace ChatOps.Agents.Models;

/// <summary>What a model's answer must be.</summary>
/// <param name="Name">Of the schema, letters, digits and <c>_</c>.</param>
/// <param name="Schema">JSON schema that the endpoint may hold the answer to; the answer is read as if it did not.</param>
/// <param name="ReadAsync">The answer's value, or what is wrong with it, each a sentence that the model is sent. What it returns has been checked against the world: names exist, and so on.</param>
internal sealed record AnswerContract<T>(string Name, JsonElement Schema, Func<JsonElement, CancellationToken, Task<Checked<T>>> ReadAsync)
    where T : class;

/// <summary>A value, or findings why there is none.</summary>
internal sealed record Checked<T>(T? Value, IReadOnlyList<string> Findings)
    where T : class
{
    public static Checked<T> Of(T value) => new(value, []);

    public static Checked<T> Wrong(params IReadOnlyList<string> findings) => new(null, findings);
}

/// <summary>What came of a question to a model.</summary>
/// <param name="Answer">Null where somebody else has to answer.</param>
/// <param name="Problem">Why; else null.</param>
internal sealed record ModelAnswer<T>(T? Answer, ModelException? Problem)
    where T : class;
