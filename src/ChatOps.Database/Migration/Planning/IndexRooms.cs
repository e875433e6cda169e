using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Migration.Planning;

/// <summary>How long a text may be in an index of InnoDB: all its columns together have 3,072 bytes, and a character up to four (MariaDB, "InnoDB Limitations").</summary>
internal static class IndexRooms
{
    private const int MostBytes = 3072;

    private const int BytesOfCharacter = 4;

    private const int BytesOfOther = 9;

    /// <summary>Characters that the narrowest index with this column leaves to it; null where it stands in none, or the target is not MySQL.</summary>
    internal static int? Of(Route route, TableDraft table, ColumnDraft column)
    {
        if (route.TargetEngine != DatabaseProvider.MySql || !IsLong(column.Type))
        {
            return null;
        }

        var keys = table.Source.Indexes.Where(index => index.Method is null or "btree" or "hash").Select(index => (IReadOnlyList<string?>)[.. index.Parts.Select(part => part.Prefix is null ? part.Column : null)])
            .Append(table.Source.PrimaryKey).Concat(table.Source.ForeignKeys.Select(key => key.Columns));
        var rooms = keys.Where(key => key.Contains(column.Source.Name)).Select(key => Room(table, key)).ToList();
        return rooms.Count == 0 ? null : rooms.Min();
    }

    internal static int Room(TableDraft table, IReadOnlyList<string?> columns)
    {
        var texts = columns.Count(name => table.Find(name) is { } column && IsLong(column.Type));
        return (MostBytes - ((columns.Count - texts) * BytesOfOther)) / Math.Max(1, texts) / BytesOfCharacter;
    }

    private static bool IsLong(TransferType type) => type.Kind is TransferKind.Text or TransferKind.Binary or TransferKind.Other || type is { Kind: TransferKind.Bits, Fixed: false };
}
