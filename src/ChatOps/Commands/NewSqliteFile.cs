using ChatOps.Database.Connections;

namespace ChatOps.Commands;

/// <summary>A SQLite file that a command is to write and that is not there yet: made empty for as long as the command runs, and gone again where nothing was written.</summary>
internal sealed class NewSqliteFile(string? path) : IDisposable
{
    /// <summary>Makes the file where the text is the path of one that does not exist; does nothing for anything else.</summary>
    /// <exception cref="CommandException">It cannot be made there.</exception>
    public static NewSqliteFile For(string text, Settings settings)
    {
        var isNamed = new ConnectionRegistry(Composition.WithDemo(settings)).Find(text) is not null;
        if (isNamed || ConnectionAddress.Parse(text) is not { Provider: DatabaseProvider.Sqlite } connection || Path.Exists(connection.Reader.Reveal()))
            return new NewSqliteFile(null);
        var path = connection.Reader.Reveal();
        try
        {
            File.Open(path, FileMode.CreateNew).Dispose();
            return new NewSqliteFile(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.BadInput, $"The file {path} is not there and cannot be made: {problem.Message} Nothing was written.");
        }
    }

    public void Dispose()
    {
        if (path is not null && new FileInfo(path) is { Exists: true, Length: 0 } empty)
            empty.Delete();
    }
}
