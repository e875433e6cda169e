using System.Buffers;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Landing;

/// <summary>How a table's rows become the bytes of a file. CSV is the one there is; a columnar form such as Parquet would be another.</summary>
internal interface ILandingFormat
{
    /// <summary>With its dot, such as <c>.csv</c>.</summary>
    string Extension { get; }

    /// <summary>What stands before the first row.</summary>
    void Begin(Table table, IBufferWriter<byte> target);

    /// <summary>The current row.</summary>
    void Write(Table table, RowReader row, IBufferWriter<byte> target);

    /// <summary>What stands behind the last row.</summary>
    void End(Table table, IBufferWriter<byte> target);
}
