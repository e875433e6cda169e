using System.Security.Cryptography;
using System.Text;

namespace ChatOps.Knowledge.Documents;

/// <summary>Reads a file as a document. What it is follows from its first bytes and its ending.</summary>
public sealed class DocumentReader(KnowledgeOptions options, TimeProvider clock)
{
    private const int Megabyte = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly PdfText _pdf = new(options, clock);

    public async Task<DocumentReading> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        if (Directory.Exists(path))
            return Refused($"{path} is a folder. Name the files in it.");
        if (!File.Exists(path))
            return Refused($"There is no file {path}.");
        try
        {
            var length = new FileInfo(path).Length;
            if (length == 0)
                return Refused($"{name} is empty, so there is nothing to keep.");
            if (length > (long)options.MaxDocumentMegabytes * Megabyte)
                return Refused($"{name} has {length / Megabyte:N0} MB, and the limit is {options.MaxDocumentMegabytes} MB (Knowledge:MaxDocumentMegabytes). Split it, or raise the limit.");
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            return bytes.AsSpan().StartsWith("%PDF-"u8) ? await PdfAsync(path, bytes, cancellationToken) : Text(name, bytes);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Refused($"{path} cannot be read: {problem.Message}");
        }
    }

    private async Task<DocumentReading> PdfAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        var (pages, problem) = await _pdf.ReadAsync(path, cancellationToken);
        if (pages is null)
            return Refused($"{name}: {problem}");
        var passages = new List<DocumentPassage>();
        for (var page = 0; page < pages.Count; page++)
        {
            var builder = new PassageBuilder();
            foreach (var paragraph in pages[page].ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
                builder.Add($"page {page + 1}", paragraph);
            passages.AddRange(builder.Finish());
        }

        return passages.Count == 0
            ? Refused($"{name} has no text in it; its pages are probably pictures of a scanner. Run it through text recognition first.")
            : new DocumentReading.Read(name, "pdf", bytes.Length, Digest(bytes), passages);
    }

    private static DocumentReading Text(string name, byte[] bytes)
    {
        if (Foreign(bytes) is { } foreign)
            return Refused($"{name} {foreign}");
        string text;
        try
        {
            text = Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException problem)
        {
            return Refused($"{name} is not UTF-8 text: byte {problem.Index + 1} does not fit. Save it as UTF-8.");
        }

        var ending = Path.GetExtension(name).ToLowerInvariant();
        var kind = ending is ".md" or ".markdown" ? "markdown" : ending is ".csv" or ".tsv" ? "csv" : "text";
        var passages = kind == "csv" ? CsvPassages.Of(text) : TextPassages.Of(text, kind == "markdown");
        return passages.Count == 0
            ? Refused($"{name} has no words in it, so there is nothing to keep.")
            : new DocumentReading.Read(name, kind, bytes.Length, Digest(bytes), passages);
    }

    /// <summary>What the bytes are where they are no text; null for text.</summary>
    private static string? Foreign(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((byte[])[0xFF, 0xFE]) || bytes.StartsWith((byte[])[0xFE, 0xFF]))
            return "is UTF-16 text. Save it as UTF-8.";
        if (bytes.StartsWith("PK\u0003\u0004"u8))
            return "is a packed file, such as Word, Excel or ZIP. Save it as PDF, text, Markdown or CSV.";
        return bytes.Contains((byte)0) ? "is a binary file and no text. I read text, Markdown, CSV and PDF." : null;
    }

    private static DocumentReading.Refused Refused(string reason) => new(reason);

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
