using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Introspection.Diff;
using ChatOps.Database.Tests.Connections;
using Index = ChatOps.Database.Introspection.Index;

namespace ChatOps.Database.Tests.Introspection.Diff;

public sealed class SchemaSnapshotTests
{
    /// <summary>Nothing here has its usual value, so that whatever gets lost on the way shows.</summary>
    private static readonly Schema Full = new()
    {
        Tables =
        [
            new Table
            {
                Name = "audit.t",
                Namespace = "audit",
                Columns =
                [
                    new Column("c", "numeric(10,2)", true)
                    {
                        Kind = ColumnKind.Decimal, Default = "'ö\u0001'::text", Collation = "utf8mb4_bin", IgnoresCase = true, Generated = true, Identity = true,
                        Length = long.MaxValue, Precision = 10, Scale = 2, WithZone = true, Comment = "a \"quoted\" remark",
                        Expression = "a + b", Stored = true, NeverReused = true, AlwaysNumbered = true, OnUpdate = "current_timestamp()",
                    },
                ],
                PrimaryKey = ["c"],
                ForeignKeys = [new ForeignKey("fk", ["c"], "other", ["d"], "CASCADE", "SET NULL") { ReferencedNamespace = "audit", Validated = false, Enforced = false, Deferrable = true, Deferred = true }],
                Indexes =
                [
                    new Index("i", ["c", null], true, IndexOrigin.PrimaryKey)
                    {
                        Parts = [new IndexPart("c", "lower(c)") { Descending = true, NullsFirst = true, Prefix = 7, Collation = "C", OperatorClass = "text_pattern_ops" }],
                        Condition = "c > 0", Constraint = "named",
                        Partial = true, Sql = "CREATE INDEX", Collations = ["C"], Included = ["c"], Method = "gin", Valid = false, NullsNotDistinct = true,
                    },
                ],
                Checks = [new CheckConstraint("ck", "c > 0") { Columns = ["c"], Validated = false }],
                Kind = TableKind.Partitioned,
                WithoutRowId = true,
                Strict = true,
                Engine = "InnoDB",
                Collation = "utf8mb4_general_ci",
                Comment = "remark",
            },
        ],
        Views = [new View("audit.v", "SELECT 1") { Namespace = "audit", Materialized = true, Comment = "remark" }],
        Triggers = [new Trigger("tr", "t", "BEGIN END") { Enabled = false }],
        Sequences = [new Sequence("s", "t", "c") { Limit = 9223372036854775807m, Increment = -5, Cycles = true }],
        Skipped = [new SkippedTable("f", "virtual")],
        Collation = "utf8mb4_general_ci",
        Fingerprint = "abc",
        Provider = DatabaseProvider.MySql,
    };

    [Fact]
    public async Task Snapshot_KeepsEveryProperty()
    {
        AssertNothingIsUsual(Full);

        var back = await ReadAsync(await WriteAsync(Full));

        AssertSame(Full, back, "schema");
        Assert.True(SchemaComparison.Compare(Full, back).Identical);
    }

    [Fact]
    public async Task Snapshot_OfALiveDatabase_IsIdenticalToIt()
    {
        using var database = new TestDatabase("""
            CREATE TABLE p(id INTEGER PRIMARY KEY, v VARCHAR(10) NOT NULL DEFAULT 'a' COLLATE NOCASE UNIQUE, w AS (v || 'x') STORED, CHECK (length(v) > 0));
            CREATE TABLE c(id INT PRIMARY KEY, p INT REFERENCES p ON DELETE CASCADE) WITHOUT ROWID;
            CREATE INDEX i ON c(p, lower(id)) WHERE p > 1;
            CREATE VIEW q AS SELECT * FROM p;
            CREATE TRIGGER r AFTER INSERT ON c BEGIN SELECT 1; END;
            """);
        var schema = await database.ReadSchemaAsync();

        var back = await ReadAsync(await WriteAsync(schema));

        AssertSame(schema, back, "schema");
        Assert.True(SchemaComparison.Compare(back, schema).Identical);
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("PK\u0003\u0004", "line 1")]
    [InlineData("null", "empty")]
    [InlineData("[]", "line 1")]
    [InlineData("{\"tables\":[]}", "line 1")]
    [InlineData("{\"fingerprint\":\"\",\"tables\":[null]}", "holes")]
    [InlineData("{\"fingerprint\":\"\",\"tables\":null}", "tables")]
    [InlineData("{\"fingerprint\":\"\",\"tables\":[{\"name\":\"t\",\"columns\":[null]}]}", "holes")]
    [InlineData("{\"fingerprint\":\"\",\"tables\":[{\"name\":\"t\",\"columns\":[{\"name\":\"c\",\"declaredType\":\"\",\"nullable\":true,\"kind\":\"colour\"}]}]}", "line 1")]
    public async Task WhatIsNoSnapshot_IsRefusedWithThePlaceAndWhatToDo(string text, string place)
    {
        var problem = await Assert.ThrowsAsync<DatabaseException>(() => ReadAsync(Encoding.UTF8.GetBytes(text)));

        Assert.Contains(place, problem.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("--save", problem.Message, StringComparison.Ordinal);
    }

    private static async Task<byte[]> WriteAsync(Schema schema)
    {
        using var stream = new MemoryStream();
        await SchemaSnapshot.WriteAsync(stream, schema, CancellationToken.None);
        return stream.ToArray();
    }

    private static Task<Schema> ReadAsync(byte[] file) => SchemaSnapshot.ReadAsync(new MemoryStream(file), "old.json", CancellationToken.None);

    private static IEnumerable<PropertyInfo> Kept(Type type) =>
        type.GetProperties().Where(property => property.CanWrite && property.GetCustomAttribute<JsonIgnoreAttribute>() is null);

    /// <summary>A property added later must get a value of its own in <see cref="Full"/>, or this fails.</summary>
    private static void AssertNothingIsUsual(object value)
    {
        foreach (var property in Kept(value.GetType()))
        {
            var content = property.GetValue(value);
            if (content is IEnumerable items and not string)
            {
                var list = items.Cast<object?>().ToList();
                Assert.True(list.Count > 0, property.Name);
                list.Where(item => item is not (null or string)).ToList().ForEach(item => AssertNothingIsUsual(item!));
            }
            else
            {
                var trueByDefault = property.Name is "Validated" or "Enforced" or "Valid" or "Enabled";
                Assert.False(content is null or 0 or 0L or 0m or "" || (content is bool flag && flag == trueByDefault), $"{value.GetType().Name}.{property.Name}");
            }
        }
    }

    private static void AssertSame(object? expected, object? actual, string place)
    {
        if (expected is IEnumerable items and not string)
        {
            var (left, right) = (items.Cast<object?>().ToList(), ((IEnumerable)actual!).Cast<object?>().ToList());
            Assert.True(left.Count == right.Count, place);
            for (var i = 0; i < left.Count; i++)
            {
                AssertSame(left[i], right[i], $"{place}[{i}]");
            }
        }
        else if (expected is null or string || expected.GetType().Namespace != typeof(Schema).Namespace || expected is Enum)
        {
            Assert.True(Equals(expected, actual), $"{place}: {JsonSerializer.Serialize(expected)} became {JsonSerializer.Serialize(actual)}");
        }
        else
        {
            foreach (var property in Kept(expected.GetType()))
            {
                AssertSame(property.GetValue(expected), property.GetValue(actual), $"{place}.{property.Name}");
            }
        }
    }
}
