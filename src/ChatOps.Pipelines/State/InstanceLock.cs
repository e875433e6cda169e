using System.Text.Json;

namespace ChatOps.Pipelines.State;

/// <summary>
/// Keeps a second program off the same data folder. The operating system holds the lock and drops it with the
/// process, so a killed process leaves nothing behind that blocks.
/// </summary>
public sealed class InstanceLock : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _holderFile;

    private InstanceLock(FileStream lockFile, string holderFile) => (_lock, _holderFile) = (lockFile, holderFile);

    /// <returns>Null when another process holds the folder.</returns>
    /// <param name="dataFolder">Made when it does not exist.</param>
    /// <param name="holderAddress">Where the holder listens, when it has said so; else null.</param>
    /// <exception cref="StateUnavailableException">The folder cannot be written.</exception>
    public static InstanceLock? TryAcquire(string dataFolder, out string? holderAddress)
    {
        holderAddress = null;
        var holderFile = Path.Combine(dataFolder, "instance.json");
        FileStream stream;
        try
        {
            DataFolder.Create(dataFolder);
            stream = new FileStream(
                Path.Combine(dataFolder, "instance.lock"), DataFolder.File(FileMode.OpenOrCreate, FileAccess.ReadWrite));
        }
        catch (Exception error) when (error is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw ReadOnly(dataFolder, error);
        }
        catch (IOException) when (Directory.Exists(dataFolder))
        {
            holderAddress = ReadHolder(holderFile);
            return null;
        }
        catch (IOException error)
        {
            throw ReadOnly(dataFolder, error);
        }

        var taken = new InstanceLock(stream, holderFile);
        try
        {
            taken.WriteHolder(null);
            return taken;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            stream.Dispose();
            throw ReadOnly(dataFolder, error);
        }
    }

    /// <summary>Where the process that holds the folder listens; null when none holds it or it does not say. Takes nothing.</summary>
    public static string? FindAddress(string dataFolder) =>
        ReadHolder(Path.Combine(dataFolder, "instance.json")) is { } address && IsHeld(Path.Combine(dataFolder, "instance.lock")) ? address : null;

    /// <summary>Tells others where this process listens.</summary>
    public void SetAddress(string address) => WriteHolder(address);

    public void Dispose()
    {
        File.Delete(_holderFile);
        _lock.Dispose();
    }

    private void WriteHolder(string? address)
    {
        var beside = _holderFile + ".new";
        using (var stream = new FileStream(beside, DataFolder.File(FileMode.Create, FileAccess.Write)))
            JsonSerializer.Serialize(stream, new Holder(address, Environment.ProcessId));
        File.Move(beside, _holderFile, overwrite: true);
    }

    /// <summary>A killed process leaves its address behind, but not its lock.</summary>
    private static bool IsHeld(string lockFile)
    {
        try
        {
            using var probe = new FileStream(lockFile, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string? ReadHolder(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Holder>(File.ReadAllText(file))?.Address;
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            // The holder is just starting or ending; that it holds the folder is all that can be said.
            return null;
        }
    }

    private static StateUnavailableException ReadOnly(string folder, Exception error) => new(
        $"The data folder {folder} cannot be written. Nothing was started. Give the program's user the right to write there, or name another folder.",
        isTransient: false, error);

    private sealed record Holder(string? Address, int Pid);
}
