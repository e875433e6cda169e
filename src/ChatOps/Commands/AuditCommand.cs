using System.CommandLine;
using ChatOps.Pipelines;
using ChatOps.Pipelines.State;
using ChatOps.Reports;

namespace ChatOps.Commands;

/// <summary><c>audit verify</c>: finds any change in the log of what was asked, decided and done.</summary>
internal sealed class AuditCommand(GlobalOptions options)
{
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };

    public Command Build()
    {
        var verify = new Command("verify", "Checks the whole audit log: exit code 0 when it is intact, 1 when it is not.") { _json };
        verify.SetAction(RunAsync);
        return new Command("audit", "The log of what was asked, decided and done.") { verify };
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var settings = options.Read(result);
        if (!Directory.Exists(settings.DataFolder))
            throw new CommandException(ExitCodes.BadInput, $"There is no data folder {settings.DataFolder}. Name it with --data.");
        using var held = Hosting.Lock(settings.DataFolder);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddPipelines(settings.Pipelines).BuildServiceProvider();
        var audit = services.GetRequiredService<AuditLog>();
        await audit.InitializeAsync(cancellationToken);
        var verification = await audit.VerifyAsync(cancellationToken);
        if (result.GetValue(_json))
            await Documents.WriteJsonAsync(verification);
        else
            await PrintAsync(verification);
        return verification.IsIntact ? ExitCodes.Fine : ExitCodes.Findings;
    }

    private static async Task PrintAsync(AuditVerification verification)
    {
        await Documents.WriteLineAsync(verification.IsIntact
            ? $"Intact: {Figures.Count(verification.Entries, "entry", "entries")}, none changed, removed or inserted."
            : $"NOT intact: {Figures.Count(verification.Problems.Count, "problem")} in {Figures.Count(verification.Entries, "entry", "entries")}.");
        foreach (var problem in verification.Problems)
            await Documents.WriteLineAsync($"  entry {problem.Sequence}: {problem.Message}");
    }
}
