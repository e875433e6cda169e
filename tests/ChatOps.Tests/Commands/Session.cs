using System.Diagnostics;
using System.Text;

namespace ChatOps.Tests.Commands;

/// <summary>A running child process that is talked to line by line.</summary>
internal sealed class Session : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    public Session(string folder, params string[] arguments)
    {
        _process = Program.Start(folder, arguments);
        _process.OutputDataReceived += (_, line) => Add(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Add(_error, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => Read(_output);

    public string Error => Read(_error);

    public Task SayAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Asks again and again until the output holds these words.</summary>
    public async Task SayUntilAsync(string line, string words)
    {
        for (var asked = 0; asked < 30 && !Output.Contains(words, StringComparison.Ordinal); asked++)
        {
            await SayAsync(line);
            await Task.Delay(300);
        }

        await WaitForAsync(words);
    }

    /// <summary>Waits until the output holds these words.</summary>
    public Task WaitForAsync(string words) => WaitUntilAsync(() => Output.Contains(words, StringComparison.Ordinal), words);

    public async Task WaitUntilAsync(Func<bool> condition, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The program ended with {_process.ExitCode} before: {what}. It said: {Output}{Error}");
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"Not seen within {Patience}: {what}. It said: {Output}{Error}");
            await Task.Delay(5);
        }
    }

    /// <summary>SIGKILL: no handler of the program runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, or its like.</summary>
    public async Task<int> StopAsync()
    {
        using var stop = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        return await WaitForExitAsync();
    }

    public async Task<int> FinishAsync()
    {
        _process.StandardInput.Close();
        return await WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task<int> WaitForExitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    private static void Add(StringBuilder text, string? line)
    {
        lock (text)
            text.AppendLine(line);
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
