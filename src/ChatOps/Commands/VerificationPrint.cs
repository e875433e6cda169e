using ChatOps.Database.Verification;
using ChatOps.Reports;
using ChatOps.Reports.Proof;

namespace ChatOps.Commands;

/// <summary>What <c>verify</c> prints, and how it ends.</summary>
internal static class VerificationPrint
{
    /// <summary>Differences are findings; what could not be compared is not known. Null where nobody compared, as was asked for.</summary>
    public static int ExitCodeOf(VerificationResult? result) =>
        result is null || result.Identical ? ExitCodes.Fine
        : result.Tables.Any(table => table.Missing + table.Extra + table.Different > 0) ? ExitCodes.Findings
        : ExitCodes.Incomplete;

    public static Task WriteJsonAsync(VerificationResult result) => Documents.WriteJsonAsync(new
    {
        Tables = result.Tables.Select(table => new { table.Name, table.Source, table.Target, table.Missing, table.Extra, table.Different }),
        result.Identical,
        Differences = result.Tables.SelectMany(table => table.Differences.Select(difference => new { Table = table.Name, difference.Kind, difference.Key, difference.Values })),
        NotCompared = result.Tables.Where(table => table.NotCompared is not null).Select(table => new { Table = table.Name, Reason = table.NotCompared }),
    });

    public static async Task WriteAsync(VerificationResult result)
    {
        await Documents.WriteLineAsync(ProofVerdict.Of(result));
        foreach (var table in result.Tables)
        {
            await Documents.WriteLineAsync(
                $"  {table.Name}: {Figures.Number(table.Source)} and {Figures.Count(table.Target, "row")}"
                + (table.Identical ? $", the same, {table.Method}" : $", {Figures.Number(table.Missing)} missing, {Figures.Number(table.Extra)} extra, {Figures.Number(table.Different)} different")
                + (table.NotCompared is { } reason ? $"; not compared: {reason}" : ""));
            foreach (var difference in table.Differences)
                await Documents.WriteLineAsync($"    {difference.Kind.ToString().ToLowerInvariant()} {difference.Key}{string.Concat(difference.Values.Select(value => $"  {value.Column}: {Figures.Quoted(value.Source)} and {Figures.Quoted(value.Target)}"))}");
        }
    }
}
