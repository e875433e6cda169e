using System.Text;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Dialects.PostgreSql.Loading;

/// <summary>A value in COPY's text form: backslash, tab and line ends are escaped (PostgreSQL, "COPY", "Text Format").</summary>
internal static class CopyText
{
    internal static void Write(ReadOnlySpan<byte> value, TransferKind kind, WireBuffer wire)
    {
        if (kind is TransferKind.Text or TransferKind.Json or TransferKind.Other or TransferKind.Decimal or TransferKind.Bits)
        {
            Escape(value, wire);
        }
        else
        {
            Escape(Encoding.UTF8.GetBytes(RowJson.Text(value, kind)), wire);
        }
    }

    private static void Escape(ReadOnlySpan<byte> text, WireBuffer wire)
    {
        while (text.IndexOfAny("\\\t\n\r"u8) is var next and >= 0)
        {
            wire.Put(text[..next]);
            wire.Put((byte)'\\');
            wire.Put(text[next] switch { (byte)'\t' => (byte)'t', (byte)'\n' => (byte)'n', (byte)'\r' => (byte)'r', var same => same });
            text = text[(next + 1)..];
        }

        wire.Put(text);
    }
}
