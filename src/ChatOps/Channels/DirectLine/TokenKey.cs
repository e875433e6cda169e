using System.Security.Cryptography;

namespace ChatOps.Channels.DirectLine;

/// <summary>The secret that signs tokens, kept in the data folder so that a restart leaves open pages connected.</summary>
internal static class TokenKey
{
    private const int Bytes = 32;

    /// <summary>Reads the key, or makes it at the first start. Only the owner may read the file.</summary>
    /// <exception cref="InvalidDataException">The file is there but is not a key.</exception>
    public static byte[] Load(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "keys");
        var path = Path.Combine(folder, "direct-line.key");
        Directory.CreateDirectory(folder);
        if (!File.Exists(path))
            Create(path);
        var key = File.ReadAllBytes(path);
        return key.Length == Bytes
            ? key
            : throw new InvalidDataException($"{path} is not a key of {Bytes} bytes. Delete it and start again; people then only have to reload their page.");
    }

    /// <summary>Written beside and moved into place, so that a crash leaves no half key.</summary>
    private static void Create(string path)
    {
        var draft = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
            file.Write(RandomNumberGenerator.GetBytes(Bytes));
        File.Move(draft, path, overwrite: true);
    }
}
