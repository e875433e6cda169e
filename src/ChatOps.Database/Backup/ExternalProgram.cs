using System.ComponentModel;
using System.Diagnostics;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Backup;

/// <summary>A program of a database's own maker, such as pg_dump, that does what no driver does.</summary>
internal sealed class ExternalProgram
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly string _path;

    private ExternalProgram(string path) => _path = path;

    /// <summary>For people, such as <c>pg_dump</c>.</summary>
    private string Name => Path.GetFileName(_path);

    /// <summary>The first of the programs that is in PATH, or else in one of the folders.</summary>
    /// <param name="install">What to install, as it ends the sentence "Install ...".</param>
    /// <exception cref="DatabaseException">None is there.</exception>
    internal static ExternalProgram Find(IReadOnlyList<string> names, IEnumerable<string> folders, string install)
    {
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        var places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(folders).ToList();
        var found = names.SelectMany(name => places.Select(folder => Path.Combine(folder, name + suffix))).FirstOrDefault(File.Exists);
        return found is not null ? new ExternalProgram(found) : throw new DatabaseException(
            DatabaseProblem.Unsupported, $"{string.Join(" or ", names)} is not installed on this machine, so the backup cannot be made here. Nothing was written. Install {install}, or make the backup with a tool of your own.");
    }

    /// <summary>Runs it to its end; a cancellation kills it and everything that it has started.</summary>
    /// <param name="variables">Of its environment, in addition; passwords go here or into a file, never among the arguments.</param>
    /// <param name="secret">A password that may not come back in a message, or null.</param>
    /// <param name="onOutput">Takes each line of its output.</param>
    /// <param name="writing">The file that grows, and who is told how far it is.</param>
    /// <exception cref="DatabaseException">It failed; the message holds its own last word.</exception>
    internal async Task RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables, string? secret, Action<string>? onOutput, (string File, IProgress<WorkProgress>? Progress)? writing, CancellationToken cancellationToken)
    {
        using var process = Start(arguments, variables);
        await using var kill = cancellationToken.Register(() => Kill(process));
        var complaint = new Complaint();
        var output = EachLineAsync(process.StandardOutput, onOutput ?? (_ => { }));
        var error = EachLineAsync(process.StandardError, complaint.Add);
        var ended = Task.WhenAll(output, error, process.WaitForExitAsync(CancellationToken.None));
        while (await Task.WhenAny(ended, Task.Delay(Look, CancellationToken.None)) != ended)
        {
            writing?.Progress?.Report(new WorkProgress(new FileInfo(writing.Value.File).Length, null, "bytes", Name));
        }

        await ended;
        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw complaint.Of(Name, process.ExitCode, secret);
        }
    }

    private Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(_path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception problem)
        {
            throw new DatabaseException(DatabaseProblem.Unsupported, $"{_path} cannot be started: {problem.Message}. Nothing was written. Install it anew, or make the backup with a tool of your own.", problem);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has just ended by itself.
        }
    }

    private static async Task EachLineAsync(StreamReader reader, Action<string> take)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            take(line);
        }
    }
}
