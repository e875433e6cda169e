using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOps.Database.Migration;
using ChatOps.Database.Profiling;
using ChatOps.Database.Verification;

namespace ChatOps.Reports.Masking;

/// <summary>Masks personal data in what a migration tells: keys and values of rows that differ, and reasons of rejected rows.</summary>
public static partial class MigrationMask
{
    private static readonly PersonalColumns Named = new([]);
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static VerificationResult Apply(VerificationResult result) => result with
    {
        Tables = [.. result.Tables.Select(table => table with { Differences = [.. table.Differences.Select(difference => Apply(table.Name, difference))], Segments = [.. table.Segments.Select(segment => segment with { From = Row(table.Name, segment.From) })] })],
    };

    public static MigrationOutcome Apply(MigrationOutcome outcome) => outcome with
    {
        // Reasons that differed by their values only are one reason from here on.
        Rejects = [.. outcome.Rejects.GroupBy(reject => (reject.Table, Reason: Reason(reject.Table, reject.Reason))).Select(same => new RejectCount(same.Key.Table, same.Key.Reason, same.Sum(reject => reject.Count)))],
    };

    /// <summary>A note about a table's rows, with the values that it quotes masked where they are personal.</summary>
    public static MigrationNote Apply(MigrationNote note) => note.Table is { } table ? note with { Message = Reason(table, note.Message) } : note;

    private static RowDifference Apply(string table, RowDifference difference) => difference with
    {
        Key = Row(table, difference.Key),
        Values = [.. difference.Values.Select(value => value with { Source = Value(table, value.Column, value.Source), Target = Value(table, value.Column, value.Target) })],
    };

    /// <summary>A row as a JSON object; anything else stays unless it is personal by itself.</summary>
    private static string Row(string table, string row)
    {
        try
        {
            var values = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(row, Json)!;
            return JsonSerializer.Serialize(values.ToDictionary(pair => pair.Key, pair => pair.Value.ValueKind == JsonValueKind.String ? Value(table, pair.Key, pair.Value.GetString()) : (object)pair.Value), Json);
        }
        catch (JsonException)
        {
            return PersonalData.IsPersonal(row) ? ValueMask.Apply(row) : row;
        }
    }

    private static string? Value(string table, string column, string? value) => (string?)Named.Mask(table, column, value);

    private static string Reason(string table, string reason)
    {
        var isAboutPersonal = Word().Matches(reason).Any(word => Named.IsPersonal(table, word.Value));
        return Quoted().Replace(reason, match =>
        {
            var value = match.Groups[2].Value;
            var isName = Named.IsPersonal(table, value);
            return !isName && (isAboutPersonal || PersonalData.IsPersonal(value)) ? $"{match.Groups[1].Value}{ValueMask.Apply(value)}{match.Groups[3].Value}" : match.Value;
        });
    }

    [GeneratedRegex("""(['"“])([^'"“”]+)(['"”])""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
