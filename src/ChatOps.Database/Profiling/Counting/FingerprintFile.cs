using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ChatOps.Database.Profiling.Counting;

/// <summary>
/// Fingerprints that do not fit into memory, in one temporary file for all columns of a table. It holds fingerprints only, never values, and
/// the system removes it when the pass ends, however it ends.
/// </summary>
internal sealed class FingerprintFile : IDisposable
{
    private readonly long _most;
    private SafeFileHandle? _file;
    private long _end;

    /// <param name="most">The most bytes that it may take.</param>
    internal FingerprintFile(long most = 4L << 30) => _most = most;

    /// <summary>The temporary folder has no room for more, so that whoever needed it has to count in another way.</summary>
    internal bool IsExhausted { get; private set; }

    /// <summary>Appends and returns the position; null where the file is <see cref="IsExhausted"/>.</summary>
    internal long? Append(ReadOnlySpan<Fingerprint> items)
    {
        var bytes = MemoryMarshal.AsBytes(items);
        if (IsExhausted || _end + bytes.Length > _most)
        {
            IsExhausted = true;
            return null;
        }

        try
        {
            _file ??= Open();
            RandomAccess.Write(_file, bytes, _end);
            _end += bytes.Length;
            return _end - bytes.Length;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            IsExhausted = true;
            return null;
        }
    }

    /// <exception cref="IOException">The file cannot be read.</exception>
    internal void Read(long position, Span<Fingerprint> items)
    {
        var bytes = MemoryMarshal.AsBytes(items);
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(_file!, bytes, position);
            if (read == 0)
            {
                throw new EndOfStreamException("The temporary file of the pass ended too early.");
            }

            position += read;
            bytes = bytes[read..];
        }
    }

    public void Dispose() => _file?.Dispose();

    private static SafeFileHandle Open()
    {
        var path = Path.Combine(Path.GetTempPath(), $"chatops-{Guid.NewGuid():N}.tmp");
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            // A file without a name disappears with the process, even when that is killed.
            File.Delete(path);
        }

        return handle;
    }
}
