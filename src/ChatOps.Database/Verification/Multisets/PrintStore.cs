using System.Runtime.InteropServices;
using ChatOps.Database.Connections;
using ChatOps.Database.Profiling.Counting;

namespace ChatOps.Database.Verification.Multisets;

/// <summary>
/// The prints of all rows of one side, in bounded memory: whenever the buffer is full it goes to a temporary file, sorted. In the end they are read
/// in partitions by their first bits, each sorted by itself, so that all partitions together are sorted.
/// </summary>
internal sealed class PrintStore : IDisposable
{
    internal const int Partitions = 1 << PartitionBits;

    private const int PartitionBits = 8;
    private const int FirstSize = 1 << 10;

    /// <summary>4 MB.</summary>
    private const int MostInMemory = 1 << 17;

    private readonly FingerprintFile _file = new(long.MaxValue);
    private readonly List<(long Position, int[] Ends)> _blocks = [];
    private readonly int _most;
    private RowPrint[] _buffer = new RowPrint[FirstSize];
    private RowPrint[] _partition = [];
    private int[] _ends = [];
    private int _count;

    /// <param name="most">Prints that are kept in memory.</param>
    internal PrintStore(int most = MostInMemory) => _most = most;

    internal long Count { get; private set; }

    /// <exception cref="DatabaseException">There is no room for the file.</exception>
    internal void Add(RowPrint print)
    {
        if (_count == _buffer.Length)
        {
            MakeRoom();
        }

        _buffer[_count++] = print;
        Count++;
    }

    /// <summary>No more come.</summary>
    internal void Complete() => _ends = Sort();

    /// <summary>The partition's prints in order; valid until the next call.</summary>
    internal ReadOnlySpan<RowPrint> Read(int partition)
    {
        var inMemory = Of(_ends, partition);
        var count = inMemory.Length + _blocks.Sum(block => Of(block.Ends, partition).Length);
        _partition = _partition.Length < count ? new RowPrint[count] : _partition;
        _buffer.AsSpan(inMemory.Start, inMemory.Length).CopyTo(_partition);
        var written = inMemory.Length;
        foreach (var (position, ends) in _blocks)
        {
            var (start, length) = Of(ends, partition);
            _file.Read(position + ((long)start * RowPrint.Fingerprints * Fingerprint.Size), MemoryMarshal.Cast<RowPrint, Fingerprint>(_partition.AsSpan(written, length)));
            written += length;
        }

        _partition.AsSpan(0, count).Sort();
        return _partition.AsSpan(0, count);
    }

    public void Dispose() => _file.Dispose();

    private void MakeRoom()
    {
        if (_buffer.Length < _most)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
            return;
        }

        var ends = Sort();
        if (_file.Append(MemoryMarshal.Cast<RowPrint, Fingerprint>(_buffer.AsSpan(0, _count))) is not { } position)
        {
            throw new DatabaseException(
                DatabaseProblem.DiskFull,
                $"The temporary folder {Path.GetTempPath()} has no room for the digests of the rows, 32 bytes for each of both sides. The table was not compared. Make room there, or give the table a primary key.");
        }

        _blocks.Add((position, ends));
        _count = 0;
    }

    /// <summary>Sorts what is in memory and tells where each partition ends.</summary>
    private int[] Sort()
    {
        _buffer.AsSpan(0, _count).Sort();
        var ends = new int[Partitions];
        foreach (var print in _buffer.AsSpan(0, _count))
        {
            ends[print.Key.High >> (64 - PartitionBits)]++;
        }

        for (var partition = 1; partition < Partitions; partition++)
        {
            ends[partition] += ends[partition - 1];
        }

        return ends;
    }

    private static (int Start, int Length) Of(int[] ends, int partition)
    {
        var start = partition == 0 ? 0 : ends[partition - 1];
        return (start, ends[partition] - start);
    }
}
