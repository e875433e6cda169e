using System.Globalization;
using ChatOps.Database.Connections;
using ChatOps.Database.Landing;

namespace ChatOps.Database.Anomalies;

/// <summary>The file of scores: the header <c>score</c>, then one number per row. It gets its name only when it is complete.</summary>
internal static class ScoreFile
{
    /// <param name="run">Hands every score to its argument, in row order.</param>
    /// <exception cref="DatabaseException">The disk is full, or the place cannot be written.</exception>
    public static async Task<AnomalyResult> WriteAsync(string path, Func<Action<double>, Task<AnomalyResult>> run)
    {
        var part = $"{path}.part";
        try
        {
            AnomalyResult result;
            await using (var writer = new StreamWriter(part))
            {
                writer.NewLine = "\n";
                await writer.WriteLineAsync("score");
                result = await run(score => writer.WriteLine(score.ToString("R", CultureInfo.InvariantCulture)));
            }

            File.Move(part, path, overwrite: true);
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WriteFailure.Of(e, path, "No scores were written.");
        }
        finally
        {
            // In a folder that is not there, deleting throws.
            if (File.Exists(part))
            {
                File.Delete(part);
            }
        }
    }
}
