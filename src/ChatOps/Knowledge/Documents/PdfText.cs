using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ChatOps.Knowledge.Documents;

/// <summary>The text of a PDF file, read by poppler's pdftotext in a process of its own, which has a limit of time and of output.</summary>
internal sealed class PdfText(KnowledgeOptions options, TimeProvider clock)
{
    /// <summary>Characters of text; a book has about a million.</summary>
    private const int LongestText = 20_000_000;

    private const int LongestComplaint = 300;

    /// <summary>The pages' texts in order, or why there are none.</summary>
    public async Task<(IReadOnlyList<string>? Pages, string? Problem)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartOf(path) };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return (null, $"To read a PDF file I need {options.PdfToText} (poppler-utils), which is not installed on this machine. Install it, or save the document as text.");
        }

        using var limit = new CancellationTokenSource(options.PdfTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var complaint = ReadAsync(process.StandardError, LongestComplaint, either.Token);
            var text = await ReadAsync(process.StandardOutput, LongestText, either.Token);
            if (text.Length >= LongestText)
                return (null, $"The PDF file holds more than {LongestText:N0} characters of text, so it was not taken. Split it.");
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? (text.Split('\f'), null) : (null, $"The PDF file cannot be read: {Sentence(await complaint)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"Reading the PDF file took longer than {options.PdfTimeout.TotalSeconds:0} seconds, so it was not taken.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo StartOf(string path)
    {
        var start = new ProcessStartInfo(options.PdfToText)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var argument in (string[])["-q", "-enc", "UTF-8", Path.GetFullPath(path), "-"])
            start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>Reads to the end, or to the limit.</summary>
    private static async Task<string> ReadAsync(StreamReader reader, int limit, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        int read;
        while (text.Length < limit && (read = await reader.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, limit - text.Length)), cancellationToken)) > 0)
            text.Append(buffer, 0, read);
        return text.ToString();
    }

    private static string Sentence(string complaint) =>
        complaint.Contains("password", StringComparison.OrdinalIgnoreCase)
            ? "it is locked with a password."
            : complaint.ReplaceLineEndings(" ").Trim() is { Length: > 0 } said ? $"{said.TrimEnd('.')}." : "it is damaged.";
}
