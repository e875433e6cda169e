using ChatOps.Database.Connections;
using ChatOps.Database.Tests.Servers;
using ChatOps.Database.Verification;

namespace ChatOps.Database.Tests.Verification;

/// <summary>Which tables, columns and kinds of values belong together where nobody has planned it.</summary>
public sealed class PairingTests
{
    [SkippableFact]
    public async Task WhatOnlyOneSideHas_IsSaid_AndOurOwnTablesAreLeftOut()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync("""
            CREATE TABLE Orders (Id INTEGER PRIMARY KEY, total DECIMAL(10,2), old TEXT); INSERT INTO Orders VALUES (1, 1.5, 'x');
            CREATE TABLE only_here (a); INSERT INTO only_here VALUES (1), (2);
            CREATE TABLE _chatops_rejects (run TEXT);
            """);
        await using var target = await TestEngine.PostgreSql.CreateAsync("""
            CREATE TABLE orders (id int PRIMARY KEY, total numeric(12,4), added text); INSERT INTO orders VALUES (1, 1.5000, 'y');
            CREATE TABLE only_there (a int); INSERT INTO only_there VALUES (3);
            """);

        var result = await VerifierTesting.VerifyAsync(source, target);

        Assert.Equal(
            [
                ("Orders", 1L, 1L, "Only the source has 'old'. Only the target has 'added'."),
                ("only_here", 2L, 0L, "The target has no table 'only_here'."),
                ("only_there", 0L, 1L, "The source has no table 'only_there'."),
            ],
            result.Tables.Select(table => (table.Name, table.Source, table.Target, table.NotCompared)));
        Assert.Empty(VerifierTesting.Lines(result));
        Assert.False(result.Identical);
    }

    [SkippableFact]
    public async Task ATableThatIsOnNeitherSide_IsRefused_WithThoseThereAre()
    {
        await using var source = await TestEngine.Sqlite.CreateAsync("CREATE TABLE a (x); CREATE TABLE b (x);");
        await using var target = await TestEngine.Sqlite.CreateAsync("CREATE TABLE a (x); CREATE TABLE c (x);");

        var refused = await Assert.ThrowsAsync<DatabaseException>(() => VerifierTesting.VerifyAsync(source, target, new VerificationOptions { Tables = ["A", "nope"] }));
        var result = await VerifierTesting.VerifyAsync(source, target, new VerificationOptions { Tables = ["A"] });

        Assert.Equal("There is no table 'nope' on either side. There are: a, b, c. Nothing was compared.", refused.Message);
        Assert.Equal("a", Assert.Single(result.Tables).Name);
        Assert.True(result.Identical);
    }

    [SkippableFact]
    public async Task ValuesThatMeanTheSame_AreTheSame_HoweverTheyAreStored()
    {
        await using var sqlite = await TestEngine.Sqlite.CreateAsync("""
            CREATE TABLE t (id INTEGER PRIMARY KEY, price DECIMAL(10,2), zero REAL, single REAL, code CHAR(5), flag BOOLEAN, day DATETIME, at TEXT, world TIMESTAMPTZ, doc JSON, uuid BLOB, whole NUMERIC);
            INSERT INTO t VALUES (1, 1.5, -0.0, 0.1, 'ab   ', 1, '2024-05-01 00:00:00', '2024-05-01T12:30:00.500', '2024-05-01 12:00:00+02:00', '{"a": 1}', x'00112233445566778899aabbccddeeff', 7);
            """);
        await using var postgres = await TestEngine.PostgreSql.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, price numeric, zero double precision, single real, code char(8), flag boolean, day date, at timestamp, world timestamptz, doc json, uuid uuid, whole smallint);
            INSERT INTO t VALUES (1, 1.50, 0.0, 0.1, 'ab', true, '2024-05-01', '2024-05-01 12:30:00.5', '2024-05-01 05:00:00-05', '{"a": 1}', '00112233-4455-6677-8899-aabbccddeeff', 7);
            """);
        await using var mysql = await TestEngine.MySql.CreateAsync("""
            SET time_zone = '+00:00';
            CREATE TABLE t (id int PRIMARY KEY, price decimal(20,10), zero double, single float, code varchar(10), flag tinyint(1), day datetime, at datetime(3), world timestamp, doc longtext, uuid binary(16), whole decimal(5,0));
            INSERT INTO t VALUES (1, 1.5, -0e0, 0.1, 'ab', 1, '2024-05-01', '2024-05-01 12:30:00.5', '2024-05-01 10:00:00', '{"a": 1}', x'00112233445566778899aabbccddeeff', 7);
            """);

        Assert.Empty(VerifierTesting.Lines(await VerifierTesting.VerifyAsync(sqlite, postgres)));
        Assert.Empty(VerifierTesting.Lines(await VerifierTesting.VerifyAsync(postgres, mysql)));
        // Neither of these two fills up a text, so its blanks belong to it.
        Assert.Equal(["t Different {\"id\":\"1\"} code: ab|ab   "], VerifierTesting.Lines(await VerifierTesting.VerifyAsync(mysql, sqlite)));
    }

    [SkippableFact]
    public async Task ValuesThatLookTheSame_AreDifferent_WhereTheyAreNot()
    {
        await using var mysql = await TestEngine.MySql.CreateAsync("""
            CREATE TABLE t (id int PRIMARY KEY, single float, text varchar(20) CHARACTER SET latin1, big bigint unsigned);
            INSERT INTO t VALUES (1, 16777216, 'é', 18446744073709551615), (2, 16777218, 'e', 1), (3, NULL, '', NULL);
            """);
        await using var sqlite = await TestEngine.Sqlite.CreateAsync("""
            CREATE TABLE t (id INTEGER PRIMARY KEY, single REAL, text TEXT, big DECIMAL TEXT(20,0));
            INSERT INTO t VALUES (1, 16777216, 'é', '18446744073709551615'), (2, 16777216, 'e ', '1.0'), (3, 0, NULL, '');
            """);

        var result = await VerifierTesting.VerifyAsync(mysql, sqlite);

        Assert.Equal(
            ["t Different {\"id\":\"2\"} single: 16777218|16777216 text: e|e ", "t Different {\"id\":\"3\"} single: NULL|0 text: |NULL big: NULL|"], VerifierTesting.Lines(result));
    }
}
