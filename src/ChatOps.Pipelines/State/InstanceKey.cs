using System.Security.Cryptography;

namespace ChatOps.Pipelines.State;

/// <summary>The secret of this installation: 32 random bytes in <c>keys/instance.key</c>, readable for its owner only.</summary>
public sealed class InstanceKey
{
    private const int Length = 32;
    private readonly byte[] _key;

    private InstanceKey(byte[] key) => _key = key;

    /// <summary>HMAC-SHA256 of the data, 32 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data) => HMACSHA256.HashData(_key, data);

    public static bool Exists(string dataFolder) => File.Exists(PathIn(dataFolder));

    /// <summary>Reads the key, or makes one together with the head of an empty audit log where there is none.</summary>
    /// <exception cref="StateUnavailableException">It cannot be read or made, or is not a key.</exception>
    public static InstanceKey Open(string dataFolder)
    {
        var path = PathIn(dataFolder);
        try
        {
            if (!File.Exists(path))
                Create(dataFolder, path);
            var key = File.ReadAllBytes(path);
            return key.Length == Length
                ? new InstanceKey(key)
                : throw new StateUnavailableException(
                    $"{path} is not an instance key ({key.Length} bytes instead of {Length}). Nothing was started. Put back a backup of the data folder.",
                    isTransient: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StateUnavailableException(
                $"The instance key {path} cannot be read or made. Nothing was started. Give the program's user the right to read and write there.",
                isTransient: false, error);
        }
    }

    private static string PathIn(string dataFolder) => Path.Combine(dataFolder, "keys", "instance.key");

    /// <summary>The empty audit log is anchored before the key stands, so that a missing head is never a new log.</summary>
    private static void Create(string dataFolder, string path)
    {
        DataFolder.Create(Path.GetDirectoryName(path)!);
        var bytes = RandomNumberGenerator.GetBytes(Length);
        AuditHead.In(dataFolder, new InstanceKey(bytes)).Write(0, AuditChain.Start);
        var beside = $"{path}.{Guid.NewGuid():n}";
        using (var stream = new FileStream(beside, DataFolder.File(FileMode.CreateNew, FileAccess.Write)))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path);
    }
}
