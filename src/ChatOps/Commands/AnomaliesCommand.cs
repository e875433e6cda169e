using System.CommandLine;
using System.Globalization;
using ChatOps.Agents.Planner.Plans;
using ChatOps.Database.Anomalies;
using ChatOps.Database.Connections;
using ChatOps.Reports;
using ChatOps.Reports.Masking;

namespace ChatOps.Commands;

/// <summary><c>anomalies FILE.csv|CONN</c>: scores every row. It reads one table or file and keeps nothing, so it needs no run.</summary>
internal sealed class AnomaliesCommand(GlobalOptions options)
{
    private const int RowsShown = 10;

    private readonly Argument<string> _source = new("source") { Description = "A CSV file with a header, a configured name, or a SQLite file.", HelpName = "FILE.csv|CONN" };
    private readonly Option<string?> _table = new("--table") { Description = "The table, for a connection.", HelpName = "T" };
    private readonly Option<string?> _columns = new("--columns") { Description = "Only these columns, separated by commas.", HelpName = "a,b" };
    private readonly Option<string> _method = new("--method") { Description = "ensemble is the most accurate, iforest the fastest.", HelpName = string.Join('|', AnomalyMethods.Words), DefaultValueFactory = _ => AnomalyMethods.Words[0] };
    private readonly Option<int> _seed = new("--seed") { Description = "The same seed gives the same scores.", DefaultValueFactory = _ => 42 };
    private readonly Option<int> _trees = new("--trees") { Description = "Trees per forest, 1 to 10,000.", DefaultValueFactory = _ => 100 };
    private readonly Option<int> _sample = new("--sample") { Description = "Rows per tree, 1 to 65,536.", DefaultValueFactory = _ => 256 };
    private readonly Option<double?> _threshold = new("--threshold") { Description = "Rows with this score or more are odd, 0 to 1. Without it and --contamination the scores decide.", HelpName = "SCORE" };
    private readonly Option<double?> _contamination = new("--contamination") { Description = "The share of rows to take for odd, above 0 and below 1.", HelpName = "SHARE" };
    private readonly Option<string?> _scores = new("--scores") { Description = "Write one score per row, in order, to this file.", HelpName = "OUT.csv" };
    private readonly Option<bool> _personal = ConnectionArgument.ShowPersonalData();
    private readonly Option<bool> _trend = new("--trend") { Description = "Instead of rows, compare a profile of the connection with those of former runs in the data folder." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Command Build()
    {
        var command = new Command("anomalies", "Scores every row: 0 to 1, higher is odder.") { _source, _table, _columns, _method, _seed, _trees, _sample, _threshold, _contamination, _scores, _trend, _personal, _json };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (result.GetValue(_trend))
            return await TrendRun.RunAsync(options, result, result.GetValue(_source)!, result.GetValue(_table), result.GetValue(_json), cancellationToken);
        var source = result.GetValue(_source)!;
        KeepSource(source, result.GetValue(_scores));
        var found = source.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? await ScoreFileAsync(result, source, cancellationToken)
            : await ScoreTableAsync(result, source, cancellationToken);
        if (result.GetValue(_json))
            await Documents.WriteJsonAsync(found);
        else
            await PrintAsync(found);
        return ExitCodes.Fine;
    }

    private static void KeepSource(string source, string? scores)
    {
        if (scores is not null && File.Exists(source) && Path.GetFullPath(source).Equals(Path.GetFullPath(scores), StringComparison.OrdinalIgnoreCase))
            throw new CommandException(ExitCodes.BadInput, $"--scores would replace {source}, which it reads. Name another file. Nothing was read.");
    }

    private Task<AnomalyResult> ScoreFileAsync(ParseResult result, string file, CancellationToken cancellationToken) =>
        File.Exists(file)
            ? MaskAsync(RowAnomalies.ScoreFileAsync(file, Options(result, Path.GetFileNameWithoutExtension(file)), result.GetValue(_scores), progress: null, cancellationToken), result.GetValue(_personal))
            : throw new CommandException(ExitCodes.BadInput, $"There is no file {file}. Nothing was read.");

    private async Task<AnomalyResult> ScoreTableAsync(ParseResult result, string source, CancellationToken cancellationToken)
    {
        var table = result.GetValue(_table) ?? throw new CommandException(ExitCodes.BadInput, "Which table? Add --table NAME.");
        var settings = options.Read(result);
        var (connection, isNamed) = ConnectionArgument.Resolve(source, "dev", settings, LocalPerson.Find(settings));
        if (isNamed && connection.Name == Settings.DemoName)
            await Composition.MakeDemoAsync(settings, cancellationToken);
        await using var services = new ServiceCollection().AddDatabase([connection]).BuildServiceProvider();
        var anomalies = services.GetRequiredService<RowAnomalies>();
        var found = result.GetValue(_scores) is { } scores
            ? anomalies.ScoreAsync(connection, Options(result, table), scores, progress: null, cancellationToken)
            : anomalies.DetectAsync(connection, Options(result, table), progress: null, cancellationToken);
        return await MaskAsync(found, result.GetValue(_personal) || connection.ShowPersonalData);
    }

    private static async Task<AnomalyResult> MaskAsync(Task<AnomalyResult> found, bool showPersonalData) =>
        showPersonalData ? await found : PersonalDataMask.Apply(await found);

    private AnomalyOptions Options(ParseResult result, string table)
    {
        InRange("--trees", result.GetValue(_trees), 10_000);
        InRange("--sample", result.GetValue(_sample), 65_536);
        CheckShares(result.GetValue(_threshold), result.GetValue(_contamination));
        return new AnomalyOptions
        {
            Table = table,
            Columns = result.GetValue(_columns)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Method = Method(result.GetValue(_method)!),
            Seed = result.GetValue(_seed),
            Trees = result.GetValue(_trees),
            SampleSize = result.GetValue(_sample),
            Threshold = result.GetValue(_threshold),
            Contamination = result.GetValue(_contamination),
        };
    }

    private static AnomalyMethod Method(string word) =>
        AnomalyMethods.Of(word) ?? throw new CommandException(ExitCodes.BadInput, $"--method {word} is not known; use {string.Join(" or ", AnomalyMethods.Words)}. Nothing was read.");

    private static void CheckShares(double? threshold, double? contamination)
    {
        if (threshold is not null && contamination is not null)
            throw new CommandException(ExitCodes.BadInput, "--threshold and --contamination both say which rows are odd; give one of them. Nothing was read.");
        if (threshold is not (null or (>= 0 and <= 1)))
            throw new CommandException(ExitCodes.BadInput, string.Create(CultureInfo.InvariantCulture, $"--threshold is {threshold}; it must be 0 to 1. Nothing was read."));
        if (contamination is not (null or (> 0 and < 1)))
            throw new CommandException(ExitCodes.BadInput, string.Create(CultureInfo.InvariantCulture, $"--contamination is {contamination}; it must be above 0 and below 1, such as 0.02 for 2 rows in 100. Nothing was read."));
    }

    private static void InRange(string option, int value, int most)
    {
        if (value < 1 || value > most)
            throw new CommandException(ExitCodes.BadInput, $"{option} is {value}; it must be 1 to {most}.");
    }

    private static async Task PrintAsync(AnomalyResult found)
    {
        await Documents.WriteLineAsync($"{found.Table}: {Figures.Count(found.Anomalies, "odd row")} of {Figures.Number(found.Rows)} (method {found.Method}, threshold {Figures.Statistic(found.Threshold)}, seed {found.Seed})");
        foreach (var note in found.Notes)
            await Documents.WriteLineAsync($"  {note}");
        foreach (var row in found.Top.Take(RowsShown))
        {
            await Documents.WriteLineAsync($"  {Figures.Statistic(row.Score)}  {string.Join(", ", row.Key.Select(key => $"{key.Key} {Figures.Value(key.Value)}"))}");
            foreach (var reason in row.Reasons.Take(3))
                await Documents.WriteLineAsync($"      {reason.Column} is {Figures.Quoted(reason.Value)}, {reason.Typical}");
        }
    }
}
