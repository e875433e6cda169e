using System.Globalization;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>How much of a range of numbers is used up.</summary>
internal static class Exhaustion
{
    private const decimal Soon = 0.75m;
    private const decimal VerySoon = 0.9m;

    /// <summary>Null while there is room enough.</summary>
    internal static Severity? Of(decimal last, decimal limit) =>
        limit <= 0 || last < limit * Soon ? null : last < limit * VerySoon ? Severity.Warning : Severity.Error;

    internal static string InWords(decimal last, decimal limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(last / limit * 1000) / 10:0.#} % of its numbers ({last:#,0} of {limit:#,0})");
}
