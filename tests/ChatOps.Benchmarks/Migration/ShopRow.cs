using System.Globalization;
using System.Text;
using SQLitePCL;

namespace ChatOps.Benchmarks.Migration;

/// <summary>One row on its way into the SQLite file and, as the same values, into a CSV file. What is random follows from the table's name and the row's number.</summary>
internal sealed class ShopRow : IDisposable
{
    private static readonly DateTime First = new(2016, 1, 1);

    private readonly sqlite3_stmt _insert;
    private readonly StreamWriter _csv;
    private readonly ulong _seed;
    private ulong _state;
    private int _column;

    public ShopRow(sqlite3_stmt insert, string csv, string table)
    {
        _insert = insert;
        _csv = new StreamWriter(csv, false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        _seed = table.Aggregate(14695981039346656037UL, (hash, letter) => (hash ^ letter) * 1099511628211UL);
    }

    public long Number { get; private set; }

    public void Begin(long number)
    {
        (Number, _column, _state) = (number, 0, _seed + ((ulong)number * 0xD1342543DE82EF95UL));
        Integer(number);
    }

    public void End()
    {
        if (raw.sqlite3_step(_insert) != raw.SQLITE_DONE)
        {
            throw new InvalidOperationException($"Row {Number} was refused.");
        }

        raw.sqlite3_reset(_insert);
        _csv.WriteLine();
    }

    /// <summary>A random number from 0 up to, without, the limit.</summary>
    public long Below(long limit) => (long)(Next() % (ulong)limit);

    public int Below(int limit) => (int)Below((long)limit);

    /// <summary>True once in so many times.</summary>
    public bool One(int times) => Below(times) == 0;

    public void Integer(long value)
    {
        raw.sqlite3_bind_int64(_insert, NextColumn(), value);
        _csv.Write(value.ToString(CultureInfo.InvariantCulture));
    }

    public void Text(string value)
    {
        raw.sqlite3_bind_text(_insert, NextColumn(), value);
        _csv.Write('"');
        _csv.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
        _csv.Write('"');
    }

    public void TextOrNull(string? value)
    {
        if (value is null)
        {
            Null();
        }
        else
        {
            Text(value);
        }
    }

    /// <summary>An exact number with two digits behind the point; SQLite keeps it as it keeps every NUMERIC that is not whole.</summary>
    public void CentsOrNull(long? cents)
    {
        if (cents is not { } known)
        {
            Null();
            return;
        }

        raw.sqlite3_bind_double(_insert, NextColumn(), known / 100.0);
        _csv.Write(string.Create(CultureInfo.InvariantCulture, $"{known / 100}.{known % 100:00}"));
    }

    public void RealOrNull(double? value)
    {
        if (value is not { } known)
        {
            Null();
            return;
        }

        raw.sqlite3_bind_double(_insert, NextColumn(), known);
        _csv.Write(known.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>So many seconds after the first day of 2016.</summary>
    public void Moment(long seconds) => Text(MomentOf(seconds));

    public void MomentOrNull(long? seconds) => TextOrNull(seconds is { } known ? MomentOf(known) : null);

    public void Dispose() => _csv.Dispose();

    private static string MomentOf(long seconds) => First.AddSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private void Null() => raw.sqlite3_bind_null(_insert, NextColumn());

    private int NextColumn()
    {
        if (_column > 0)
        {
            _csv.Write(',');
        }

        return ++_column;
    }

    /// <summary>SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).</summary>
    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
