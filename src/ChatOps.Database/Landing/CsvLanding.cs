using System.Buffers;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Landing;

/// <summary>RFC 4180 with a header and CRLF; each value as <see cref="LandingFormat"/> writes it.</summary>
internal sealed class CsvLanding : ILandingFormat
{
    public string Extension => ".csv";

    public void Begin(Table table, IBufferWriter<byte> target)
    {
        for (var column = 0; column < table.Columns.Count; column++)
        {
            target.Write(column == 0 ? [] : ","u8);
            LandingFormat.Write(table.Columns[column].Name, target);
        }

        target.Write("\r\n"u8);
    }

    public void Write(Table table, RowReader row, IBufferWriter<byte> target)
    {
        for (var column = 0; column < table.Columns.Count; column++)
        {
            target.Write(column == 0 ? [] : ","u8);
            LandingFormat.Write(row, column, target);
        }

        target.Write("\r\n"u8);
    }

    public void End(Table table, IBufferWriter<byte> target)
    {
    }
}
