using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOps.Agents.Specialists;
using ChatOps.Agents.Specialists.Migrator;
using ChatOps.Agents.Specialists.Proposing;
using ChatOps.Conversation.Presentation;
using ChatOps.People;
using ChatOps.Pipelines.Policy;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;

namespace ChatOps.Conversation;

/// <summary>Keeps a proposed file among the installation's own, once a person has pressed for it: that file, to the last byte, under a new name.</summary>
internal sealed partial class ProposalKeeping(RunAccess access, RunStore runs, InstallationFiles files, Replies replies)
{
    /// <summary>The press's verb.</summary>
    public const string Verb = "keep";

    /// <param name="runId">The run that proposed it.</param>
    /// <param name="digest">Of the file that the person saw.</param>
    public async Task KeepAsync(Turn turn, Person person, string runId, string? digest, CancellationToken cancellationToken)
    {
        if (!person.Roles.HasFlag(Roles.Operator))
        {
            await replies.SayAsync(turn, "You may ask and look, but not keep files, so nothing was kept. An administrator can give you the role operator.", ["help"], cancellationToken);
            return;
        }

        var run = await access.FindAsync(person, runId, cancellationToken);
        var proposal = run is null ? null : ProposalCards.ProposalsOf(run).FirstOrDefault(proposal => proposal.Digest is not null && proposal.Digest == digest);
        if (proposal is null || await ReadAsync(proposal, cancellationToken) is not { } text)
        {
            await replies.SayAsync(turn, "That proposal is not there as you saw it, so nothing was kept. Ask for it again.", [], cancellationToken);
            return;
        }

        var (folder, name) = (proposal.Target is null ? RuleFileInput.FolderName : MigrationOptionsInput.FolderName, NameOf(proposal));
        var entry = new AuditEntry("proposal.kept", person.Id, runId, JsonSerializer.SerializeToElement(new { file = $"{folder}/{name}", proposal.Digest, proposal.Model }, JsonSerializerOptions.Web));
        // The same proposal has the same name: pressed twice, it is kept once.
        await files.KeepAsync(folder, name, text, replace: false, entry, cancellationToken);
        await replies.SayAsync(
            turn,
            $"Kept as {name} in the data folder's {folder}. Nothing uses it yet: a step does that names it ({(proposal.Target is null ? "rules" : "overrides")}: {name}), or a command that is given the file.",
            [], cancellationToken);
    }

    /// <summary>Null where it is no longer what was proposed.</summary>
    private async Task<string?> ReadAsync(ProposalSummary proposal, CancellationToken cancellationToken)
    {
        if (await runs.FindArtifactAsync(proposal.File!, cancellationToken) is not { } artifact || !File.Exists(runs.ArtifactPath(artifact)))
            return null;
        var text = await File.ReadAllTextAsync(runs.ArtifactPath(artifact), cancellationToken);
        return MigrationWork.DigestOf(text) == proposal.Digest ? text : null;
    }

    private static string NameOf(ProposalSummary proposal) =>
        $"{string.Join("-to-", new[] { proposal.Connection, proposal.Target }.OfType<string>().Select(name => Unplain().Replace(name, "_")))}-{proposal.Digest![..8]}.yaml";

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex Unplain();
}
