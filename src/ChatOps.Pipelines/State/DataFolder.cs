namespace ChatOps.Pipelines.State;

/// <summary>Makes what lies in the data folder so that on Unix its owner only may read it. What exists stays as it is.</summary>
public static class DataFolder
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Makes the folder and those above it that are missing, with mode 0700.</summary>
    /// <exception cref="IOException">It cannot be made, or a file has its name.</exception>
    /// <exception cref="UnauthorizedAccessException">The program's user may not write there.</exception>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is { } above && !Directory.Exists(above))
            Create(above);
        Directory.CreateDirectory(full, OwnerFolder);
    }

    /// <summary>Writes a file of the folder whole or not at all, with mode 0600, and makes its folder where that is missing.</summary>
    /// <param name="replace">A file that is there gives way; a link never does, since it would lead out of the folder.</param>
    /// <returns>False where something of that name is there and stays; then nothing was written.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The program's user may not write there.</exception>
    public static bool TryWrite(string path, string text, bool replace)
    {
        if (Path.Exists(path) && (!replace || new FileInfo(path).LinkTarget is not null))
            return false;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Create(folder);
        var beside = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (var writer = new StreamWriter(new FileStream(beside, File(FileMode.CreateNew, FileAccess.Write))))
                writer.Write(text);
            System.IO.File.Move(beside, path, overwrite: replace);
            return true;
        }
        catch (IOException) when (!replace && Path.Exists(path))
        {
            return false;
        }
        finally
        {
            System.IO.File.Delete(beside);
        }
    }

    /// <summary>How to open a file there; one that is made gets mode 0600.</summary>
    internal static FileStreamOptions File(FileMode mode, FileAccess access, FileShare share = FileShare.None)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
            options.UnixCreateMode = OwnerFile;
        return options;
    }
}
