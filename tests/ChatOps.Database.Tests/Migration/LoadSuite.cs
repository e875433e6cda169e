using ChatOps.Database.Connections;
using ChatOps.Database.Dialects.MySql;
using ChatOps.Database.Dialects.PostgreSql;
using ChatOps.Database.Dialects.Sqlite;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration;
using ChatOps.Database.Migration.Loading;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;
using ChatOps.Database.Tests.Servers;

namespace ChatOps.Database.Tests.Migration;

/// <summary>Values of every kind go in as canonical bytes and come back as the same bytes.</summary>
public abstract class LoadSuite(object engine)
{
    private static readonly DatabaseAccess Access = new([new SqliteDialect(TimeProvider.System), new PostgreSqlDialect(), new MySqlDialect()]);

    private TestEngine Engine => (TestEngine)engine;

    /// <summary>A column of every type of the engine: name and declaration.</summary>
    protected abstract IReadOnlyList<(string Declaration, object?[] Values)> Columns { get; }

    [SkippableFact]
    public async Task Every_value_comes_back_as_it_went_in()
    {
        var declarations = string.Join(", ", Columns.Select((column, index) => $"c{index} {column.Declaration}"));
        await using var database = await Engine.CreateAsync($"CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, {declarations})");
        var table = await TableAsync(database.Connection);
        await using var writer = await Access.OpenWriterAsync(database.Connection, CancellationToken.None);
        var target = Target(table, writer.Dialect);
        var rows = Block(target);
        Assert.Null(await writer.TryLoadAsync(target, rows, 0, rows.Count, CancellationToken.None));
        await writer.CommitAsync(CancellationToken.None);

        var back = await ReadAsync(database.Connection, target);
        Assert.Equal(rows.Count, back.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            Assert.Equal(Describe(rows, row, target), Describe(back, row, target));
            Assert.True(rows.Row(row).SequenceEqual(back.Row(row)), Describe(rows, row, target));
        }
    }

    [SkippableFact]
    public async Task Refused_rows_leave_nothing_behind_and_the_transaction_goes_on()
    {
        await using var database = await Engine.CreateAsync("CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, n INTEGER NOT NULL, CHECK (n > 0))");
        var table = await TableAsync(database.Connection);
        await using var writer = await Access.OpenWriterAsync(database.Connection, CancellationToken.None);
        var target = Target(table, writer.Dialect);
        var rows = new RowBlock();
        foreach (var (id, n) in new[] { (1L, 5L), (2L, 6L), (3L, -1L), (4L, 7L) })
        {
            rows.Append(id);
            rows.Append(n);
            rows.EndRow();
        }

        Assert.NotNull(await writer.TryLoadAsync(target, rows, 0, 4, CancellationToken.None));
        Assert.Null(await writer.TryLoadAsync(target, rows, 0, 2, CancellationToken.None));
        Assert.NotNull(await writer.TryLoadAsync(target, rows, 2, 1, CancellationToken.None));
        Assert.Null(await writer.TryLoadAsync(target, rows, 3, 1, CancellationToken.None));
        Assert.NotNull(await writer.TryLoadAsync(target, rows, 3, 1, CancellationToken.None));
        await writer.CommitAsync(CancellationToken.None);
        Assert.Equal(3, (await ReadAsync(database.Connection, target)).Count);
    }

    private RowBlock Block(LoadTarget target)
    {
        var rows = new RowBlock();
        for (var row = 0; row < Columns.Max(column => column.Values.Length); row++)
        {
            rows.Append((long)row);
            for (var column = 0; column < Columns.Count; column++)
            {
                var values = Columns[column].Values;
                Append(rows, row < values.Length ? values[row] : null, target.Columns[column + 1].Type.Kind);
            }

            rows.EndRow();
        }

        return rows;
    }

    private static void Append(RowBlock rows, object? value, TransferKind kind)
    {
        switch (value)
        {
            case null:
                rows.AppendNull();
                break;
            case long number:
                rows.Append(number);
                break;
            case int days when kind == TransferKind.Date:
                rows.Append(days);
                break;
            case double number:
                rows.Append(BitConverter.DoubleToInt64Bits(number));
                break;
            case bool flag:
                rows.Append([(byte)(flag ? 1 : 0)]);
                break;
            case byte[] bytes:
                rows.Append(bytes);
                break;
            case Guid uuid:
                rows.Append(uuid.ToByteArray(bigEndian: true));
                break;
            default:
                rows.Append(System.Text.Encoding.UTF8.GetBytes((string)value));
                break;
        }
    }

    private static LoadTarget Target(Table table, IDialect dialect) => new(
        table, [.. table.Columns.Select(column => new ColumnPlan(column, column, dialect.Types.Read(column), dialect.Types.Read(column), ""))]);

    private static async Task<Table> TableAsync(DatabaseConnection connection)
    {
        await using var session = await Access.OpenReaderAsync(connection, CancellationToken.None);
        return (await SchemaReader.ReadAsync(session, CancellationToken.None)).Tables.Single();
    }

    private static async Task<RowBlock> ReadAsync(DatabaseConnection connection, LoadTarget target)
    {
        await using var session = await Access.OpenReaderAsync(connection, CancellationToken.None);
        await using var reader = await session.ScanAsync(target.Table, target.Table.Columns, ordered: true, CancellationToken.None);
        var (rows, encoder) = (new RowBlock(), new RowEncoder(target.Columns.Select(column => (column.Type, column.Place)), EngineLimits.None));
        while (await reader.ReadAsync(CancellationToken.None))
        {
            Assert.Null(encoder.TryAppend(reader, rows));
        }

        return rows;
    }

    private static string Describe(RowBlock rows, int row, LoadTarget target) =>
        RowJson.Of(rows.Row(row), [.. target.Columns.Select(column => ($"{column.Target.Name} {column.Target.DeclaredType}", column.Type))]);
}

public sealed class SqliteLoad() : LoadSuite(TestEngine.Sqlite)
{
    protected override IReadOnlyList<(string Declaration, object?[] Values)> Columns { get; } =
    [
        ("INTEGER", [0L, 1L, -1L, long.MaxValue, long.MinValue]),
        ("REAL", [0.0, 0.1, -1.5e300, double.Epsilon, 1e15 + 0.3, double.PositiveInfinity]),
        ("DECIMAL(15,4)", ["0", "12.5", "-99999999999.9999", "0.0001"]),
        ("DECIMAL TEXT(40,20)", ["12345678901234567890.12345678901234567890".TrimEnd('0'), "-0.00000000000000000001", "0"]),
        ("BOOLEAN", [true, false]),
        ("TEXT", ["", "a", " trailing  ", "Grüße 🦊", "O'Brien \\ \"x\"", "12", "a\0b"]),
        ("BLOB", [Array.Empty<byte>(), new byte[] { 0, 255, 39 }]),
        ("DATE", [0, -730_119, 2_921_939]),
        ("DATETIME", [0L, 1L, -1L, 8_640_000_000_123_456L]),
        ("TIMESTAMPTZ", [0L, 1L, -1L]),
        ("TIME", [0L, 86_399_999_999L]),
        ("UUID TEXT", [Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")]),
        ("JSON TEXT", ["{\"a\": 1.0}", "5.0"]),
        ("BIT TEXT(5)", ["01010"]),
    ];
}

public sealed class PostgreSqlLoad() : LoadSuite(TestEngine.PostgreSql)
{
    protected override IReadOnlyList<(string Declaration, object?[] Values)> Columns { get; } =
    [
        ("smallint", [0L, 32767L, -32768L]),
        ("integer", [0L, 2147483647L, -2147483648L]),
        ("bigint", [0L, long.MaxValue, long.MinValue]),
        ("numeric", ["0", "1", "-1", "10000", "99999999", "0.0001", "0.00001234", "123456789012345678901234567890.123456789", "NaN", "-10000.0001", "100000000"]),
        ("numeric(10,2)", ["0", "12.5", "-99999999.99", "0.01"]),
        ("real", [0.0, 0.5, 1e30]),
        ("double precision", [0.0, 0.1, -1.5e300, double.Epsilon, double.NaN, double.PositiveInfinity]),
        ("boolean", [true, false]),
        ("text", ["", "a", " trailing  ", "Grüße 🦊", "O'Brien \\ \"x\"\t\r\n"]),
        ("varchar(5)", ["äöüßx"]),
        ("char(4)", ["", "ab", "abcd"]),
        ("bytea", [Array.Empty<byte>(), new byte[] { 0, 255, 39 }]),
        ("date", [0, 1, -730_119, 2_921_939, int.MaxValue, int.MinValue, -1_000_000]),
        ("time", [0L, 86_399_999_999L, 86_400_000_000L]),
        ("timestamp", [0L, 1L, -1L, 8_640_000_000_123_456L, long.MaxValue]),
        ("timestamptz", [0L, 1L, -1L, long.MinValue]),
        ("uuid", [Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")]),
        ("json", ["{\"a\": 1.0}"]),
        ("jsonb", ["{\"a\": 1.0}"]),
    ];
}

public sealed class PostgreSqlTextLoad() : LoadSuite(TestEngine.PostgreSql)
{
    /// <summary>A type of which only the text is known makes the whole table go as text.</summary>
    protected override IReadOnlyList<(string Declaration, object?[] Values)> Columns { get; } =
    [
        ("integer[]", ["{1,2}", "{}"]),
        ("text[]", ["{\"a b\",\"c\\\\d\"}"]),
        ("bit(5)", ["01010"]),
        ("inet", ["10.0.0.1"]),
        ("text", ["", "a\tb\nc\\d\r", "\\N", "Grüße 🦊"]),
        ("bigint", [long.MaxValue]),
        ("double precision", [0.1, double.NaN]),
        ("numeric", ["-12.5"]),
        ("boolean", [true, false]),
        ("bytea", [new byte[] { 0, 255 }]),
        ("date", [0, -1_000_000, int.MaxValue]),
        ("timestamptz", [1L, long.MinValue]),
        ("time", [1L]),
        ("uuid", [Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")]),
    ];
}

public sealed class MySqlLoad() : LoadSuite(TestEngine.MySql)
{
    protected override IReadOnlyList<(string Declaration, object?[] Values)> Columns { get; } =
    [
        ("TINYINT", [127L, -128L]),
        ("INT UNSIGNED", [0L, 4294967295L]),
        ("BIGINT", [0L, long.MaxValue, long.MinValue]),
        ("BIGINT UNSIGNED", ["18446744073709551615"]),
        ("DECIMAL(10,2)", ["0", "12.5", "-99999999.99", "0.01"]),
        ("DECIMAL(65,30)", ["12345678901234567890123456789012345.123456789012345678901234567891"]),
        ("FLOAT", [0.0, 0.5]),
        ("DOUBLE", [0.0, 0.1, -1.5e300, 2.2250738585072014E-308]),
        ("TINYINT(1)", [true, false]),
        ("TEXT CHARACTER SET utf8mb4", ["", "a", " trailing  ", "Grüße 🦊", "O'Brien \\ \"x\"\t\r\n", "a\0b", "%_"]),
        ("VARCHAR(5) CHARACTER SET utf8mb4", ["äöüßx", "a  "]),
        ("CHAR(4)", ["", "ab", "abcd"]),
        ("LONGBLOB", [Array.Empty<byte>(), new byte[] { 0, 255, 39 }]),
        ("BINARY(3)", [new byte[] { 1, 2, 3 }]),
        ("DATE", [0, 1, -730_119, 2_921_939]),
        ("TIME(6)", [0L, 86_399_999_999L]),
        ("DATETIME(6)", [0L, 1L, -1L, 8_640_000_000_123_456L]),
        ("TIMESTAMP(6) NULL", [1L, 86_400_000_000L]),
        ("BIT(5)", ["01010"]),
        ("ENUM('a','b')", ["b"]),
    ];
}
