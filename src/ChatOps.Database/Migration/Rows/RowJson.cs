using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Rows;

/// <summary>Rows of a <see cref="RowBlock"/> as JSON objects for people and for the reject table: texts for all but NULL and truth values, so that no digit is lost.</summary>
internal static class RowJson
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="columns">Every column of the row, in order.</param>
    /// <param name="only">Positions to show, in order; null for all.</param>
    internal static string Of(ReadOnlySpan<byte> row, IReadOnlyList<(string Name, TransferType Type)> columns, IReadOnlyList<int>? only = null)
    {
        var values = Texts(row, columns);
        return Of((only ?? [.. Enumerable.Range(0, values.Length)]).Select(column => (columns[column].Name, values[column])));
    }

    /// <summary>Every value of the row as text for people; null for NULL.</summary>
    internal static string?[] Texts(ReadOnlySpan<byte> row, IReadOnlyList<(string Name, TransferType Type)> columns)
    {
        var values = new string?[columns.Count];
        var cursor = new RowCursor(row);
        for (var column = 0; column < values.Length; column++)
        {
            values[column] = !cursor.Next(out var value) ? null : cursor.IsMisfit ? Misfit(value) : Text(value, columns[column].Type.Kind);
        }

        return values;
    }

    internal static string Of(IEnumerable<(string Name, string? Value)> values)
    {
        var shown = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            shown[name] = value;
        }

        return JsonSerializer.Serialize(shown, Json);
    }

    /// <summary>A value that is not what its column says, as it is stored.</summary>
    private static string Misfit(ReadOnlySpan<byte> value) =>
        (ValueKind)value[0] == ValueKind.Blob ? $"\\x{Convert.ToHexStringLower(value[1..])}" : Encoding.UTF8.GetString(value[1..]);

    /// <summary>A value for people; bytes that are not what their kind says are shown as hexadecimal digits.</summary>
    internal static string Text(ReadOnlySpan<byte> value, TransferKind kind) => (kind, value.Length) switch
    {
        (TransferKind.Integer, 8) => BinaryPrimitives.ReadInt64LittleEndian(value).ToString(CultureInfo.InvariantCulture),
        (TransferKind.Real, 8) => BinaryPrimitives.ReadDoubleLittleEndian(value).ToString("R", CultureInfo.InvariantCulture),
        (TransferKind.Boolean, 1) => value[0] == 1 ? "true" : "false",
        (TransferKind.Date, 4) => Encoding.ASCII.GetString(DateFormat.Date(BinaryPrimitives.ReadInt32LittleEndian(value))),
        (TransferKind.Time, 8) => Encoding.ASCII.GetString(DateFormat.Time(BinaryPrimitives.ReadInt64LittleEndian(value))),
        (TransferKind.Moment, 8) => Encoding.ASCII.GetString(DateFormat.Moment(BinaryPrimitives.ReadInt64LittleEndian(value))),
        (TransferKind.Instant, 8) => Encoding.ASCII.GetString(DateFormat.Moment(BinaryPrimitives.ReadInt64LittleEndian(value))) + "+00:00",
        (TransferKind.Uuid, 16) => new Guid(value, bigEndian: true).ToString(),
        (TransferKind.Binary, _) => $"\\x{Convert.ToHexStringLower(value)}",
        _ => value is [0xFF, ..] ? $"\\x{Convert.ToHexStringLower(value)}" : Encoding.UTF8.GetString(value),
    };
}
