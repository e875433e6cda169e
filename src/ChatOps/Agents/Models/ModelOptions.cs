namespace ChatOps.Agents.Models;

/// <summary>The <c>Model</c> section: a language model behind any endpoint that speaks OpenAI's Chat Completions. Without an address there is none.</summary>
public sealed record ModelOptions
{
    /// <summary>The base address, such as <c>https://api.openai.com/v1</c> or <c>http://127.0.0.1:11434/v1</c>; null for no model.</summary>
    public Uri? Address { get; init; }

    /// <summary>The environment variable that holds the key; null where the endpoint asks for none.</summary>
    public string? KeyVariable { get; init; }

    /// <summary>The model, or the name of its deployment.</summary>
    public string Name { get; init; } = "";

    /// <summary>0..2; null leaves it to each prompt file, and a model that takes no temperature needs <see cref="SendTemperature"/> off.</summary>
    public double? Temperature { get; init; }

    public bool SendTemperature { get; init; } = true;

    /// <summary>How the limit of the answer is named in the request: <c>max_completion_tokens</c>, or <c>max_tokens</c> for older servers.</summary>
    public string LimitField { get; init; } = Fields[0];

    /// <summary>The longest that one turn may wait for the model, over all its calls.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tokens read and written that one turn may use, 1,000 to 1,000,000.</summary>
    public int TokensPerTurn { get; init; } = 60_000;

    /// <summary>Tokens that all turns of a day (UTC) may use; null for no limit.</summary>
    public long? TokensPerDay { get; init; }

    internal static string[] Fields { get; } = ["max_completion_tokens", "max_tokens"];

    public bool IsConfigured => Address is not null;

    /// <summary>What is wrong with it, each naming its key.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public IEnumerable<string> Validate(Func<string, string?> variable)
    {
        if (Address is null)
        {
            if (Name.Length > 0 || KeyVariable is not null)
                yield return "Model:Address is missing; without it no model is asked. Name the endpoint's base address, such as https://api.openai.com/v1, or leave the section out.";
            yield break;
        }

        if (!Address.IsAbsoluteUri || Address.Scheme is not ("http" or "https"))
            yield return "Model:Address must be an http or https address, such as https://api.openai.com/v1.";
        else if (Address.Scheme == "http" && !Address.IsLoopback && KeyVariable is not null)
            yield return "Model:Address would send the key in the clear; use https, or an endpoint on this machine.";
        else if (Address.UserInfo.Length > 0)
            yield return "Model:Address must not hold a user or a password; name the variable of the key in Model:KeyVariable.";
        if (Name.Length == 0)
            yield return "Model:Name is missing: the model's name, or that of its deployment.";
        if (KeyVariable is not null && string.IsNullOrWhiteSpace(variable(KeyVariable)))
            yield return $"Model:KeyVariable names the environment variable {KeyVariable}, which is not set.";
        if (Temperature is < 0 or > 2)
            yield return "Model:Temperature must be from 0 to 2.";
        if (!Fields.Contains(LimitField, StringComparer.Ordinal))
            yield return $"Model:LimitField must be {string.Join(" or ", Fields)}.";
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(10))
            yield return "Model:Timeout must be from 00:00:01 to 00:10:00.";
        if (TokensPerTurn is < 1_000 or > 1_000_000)
            yield return "Model:TokensPerTurn must be from 1000 to 1000000.";
        if (TokensPerDay is < 1)
            yield return "Model:TokensPerDay must be at least 1.";
    }
}
