namespace ChatOps.Database.Dialects.PostgreSql;

/// <summary>A growing buffer of COPY text, cut into lines and fields. A line with escapes is written out plain, in place: plain is never longer.</summary>
internal sealed class CopyLines
{
    private const int FirstSize = 1 << 16;

    private readonly int[] _starts;
    private readonly int[] _lengths;
    private byte[] _buffer = new byte[FirstSize];
    private int _next;
    private int _end;
    private int _searched;

    internal CopyLines(int fields) => (_starts, _lengths) = (new int[fields], new int[fields]);

    internal bool IsNull(int field) => _lengths[field] < 0;

    internal ReadOnlySpan<byte> Field(int field) => _buffer.AsSpan(_starts[field], _lengths[field]);

    /// <summary>Where more bytes go; the current fields are gone then.</summary>
    internal Memory<byte> Room()
    {
        if (_next > 0)
        {
            _buffer.AsSpan(_next, _end - _next).CopyTo(_buffer);
            (_end, _next) = (_end - _next, 0);
        }

        if (_end > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, checked(_buffer.Length * 2));
        }

        return _buffer.AsMemory(_end);
    }

    internal void Filled(int count) => _end += count;

    /// <summary>Cuts the next whole line into its fields; false when there is none yet.</summary>
    internal bool TryNext()
    {
        var line = _buffer.AsSpan(_next, _end - _next);
        // What was searched before is not searched again, so that a row of many megabytes costs no square.
        var newline = line[_searched..].IndexOf((byte)'\n');
        if (newline < 0)
        {
            _searched = line.Length;
            return false;
        }

        line = line[..(_searched + newline)];
        Cut(line);
        _next += line.Length + 1;
        _searched = 0;
        return true;
    }

    private void Cut(Span<byte> line)
    {
        var start = _next;
        for (var field = 0; field < _starts.Length; field++)
        {
            var tab = line.IndexOf((byte)'\t');
            var value = tab < 0 ? line : line[..tab];
            _starts[field] = start;
            _lengths[field] = value is [(byte)'\\', (byte)'N'] ? -1 : value.Contains((byte)'\\') ? Unescape(value) : value.Length;
            line = tab < 0 ? [] : line[(tab + 1)..];
            start += value.Length + 1;
        }
    }

    private static int Unescape(Span<byte> value)
    {
        var written = 0;
        for (var read = 0; read < value.Length; read++)
        {
            var next = value[read];
            value[written++] = next != '\\' || read + 1 == value.Length ? next : value[++read] switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'v' => (byte)'\v',
                var same => same,
            };
        }

        return written;
    }
}
