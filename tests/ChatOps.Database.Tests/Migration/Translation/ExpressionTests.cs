using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Translation;
using ChatOps.Database.Tests.Connections;

namespace ChatOps.Database.Tests.Migration.Translation;

/// <summary>What is translated, and what is not since it would not mean the same.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("price >= 0", "\"price\" >= 0", "`price` >= 0")]
    [InlineData("\"Price\" > 1 AND NOT (flag = 1 OR n <> 3)", "(\"price\" > 1) AND (NOT (((\"flag\" = TRUE) OR (\"n\" <> 3))))", "(`price` > 1) AND (NOT (((`flag` = 1) OR (`n` <> 3))))")]
    [InlineData("name IN ('a', \"b\", 'it''s')", "\"name\" IN ('a', 'b', 'it''s')", "`name` IN ('a', 'b', 'it''s')")]
    [InlineData("name || 'x' || name = 'y'", "((\"name\" || 'x') || \"name\") = 'y'", "(concat(concat(`name`, 'x'), `name`)) = 'y'")]
    [InlineData("length(name) <= 5", "char_length(\"name\") <= 5", "char_length(`name`) <= 5")]
    [InlineData("n BETWEEN 1 AND 10 AND day > '2024-01-31'", "(\"n\" BETWEEN 1 AND 10) AND (\"day\" > '2024-01-31')", "(`n` BETWEEN 1 AND 10) AND (`day` > '2024-01-31')")]
    [InlineData("n / 2 > 1", "(\"n\" / 2) > 1", "(`n` DIV 2) > 1")]
    [InlineData("n % 2 = 0", "(\"n\" % 2) = 0", "(`n` % 2) = 0")]
    [InlineData("ifnull(n, 0) + 1 > abs(n)", "(coalesce(\"n\", 0) + 1) > abs(\"n\")", "(coalesce(`n`, 0) + 1) > abs(`n`)")]
    [InlineData("CASE WHEN flag THEN n ELSE -1 END > 0", "CASE WHEN \"flag\" THEN \"n\" ELSE -1 END > 0", "CASE WHEN `flag` THEN `n` ELSE -1 END > 0")]
    [InlineData("name LIKE '%@%'", "\"name\" LIKE '%@%'", "`name` LIKE '%@%'")]
    [InlineData("name LIKE 'a%'", "\"name\" ILIKE 'a%'", null)]
    [InlineData("n", "(\"n\") <> 0", "`n`")]
    [InlineData("n IS NOT NULL AND name IS NULL", "(\"n\" IS NOT NULL) AND (\"name\" IS NULL)", "(`n` IS NOT NULL) AND (`name` IS NULL)")]
    [InlineData("name > 'm'", null, null)]
    [InlineData("word = 'a'", null, "`word` = 'a'")]
    [InlineData("name + 1 > 2", null, null)]
    [InlineData("n / m > 1", null, null)]
    [InlineData("price = 'x'", null, null)]
    [InlineData("day > 5", null, null)]
    [InlineData("moment > '2024-01-31'", null, null)]
    [InlineData("strftime('%Y', day) = '2024'", null, null)]
    [InlineData("name GLOB 'a*'", null, null)]
    [InlineData("name || n = 'a1'", null, null)]
    [InlineData("n IN (SELECT 1)", null, null)]
    [InlineData("n > ?", null, null)]
    [InlineData("n = 1 COLLATE NOCASE", null, null)]
    [InlineData("unknown = 1", null, null)]
    [InlineData("name", null, null)]
    [InlineData("n & 1 = 1", null, null)]
    public void FromSqlite(string sql, string? postgreSql, string? mySql)
    {
        Assert.Equal(postgreSql, Translate(sql, DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql));
        Assert.Equal(mySql, Translate(sql, DatabaseProvider.Sqlite, DatabaseProvider.MySql));
    }

    [Theory]
    [InlineData("(price >= (0)::numeric)", "(\"price\" >= 0)", "(`price` >= 0)")]
    [InlineData("((name)::text = ANY ((ARRAY['new'::character varying, 'old'::character varying])::text[]))", "(((\"name\")) IN ('new', 'old'))", "(((`name`)) IN ('new', 'old'))")]
    [InlineData("((name)::text <> ALL (ARRAY['a'::text]))", "(((\"name\")) NOT IN ('a'))", "(((`name`)) NOT IN ('a'))")]
    [InlineData("((name ~~ '%@%'::text) AND (name !~~ '%..%'::text))", "((\"name\" LIKE '%@%') AND (\"name\" NOT LIKE '%..%'))", "((`name` LIKE '%@%') AND (`name` NOT LIKE '%..%'))")]
    [InlineData("(name ~~ 'a%'::text)", null, "(`name` LIKE 'a%')")]
    [InlineData("(name ~~* 'a%'::text)", "(\"name\" LIKE 'a%')", null)]
    [InlineData("(flag OR (n > '-1'::integer))", "(\"flag\" OR (\"n\" > -1))", "(`flag` OR (`n` > -1))")]
    [InlineData("(flag = true)", "(\"flag\" = 1)", "(`flag` = 1)")]
    [InlineData("(day > '2024-01-31'::date)", "(\"day\" > '2024-01-31')", "(`day` > '2024-01-31')")]
    [InlineData("(btrim(name) <> ''::text)", "(trim(\"name\") <> '')", "(trim(`name`) <> '')")]
    [InlineData("(\"substring\"(name, 1, 2) = 'ab'::text)", "(substr(\"name\", 1, 2) = 'ab')", "(substr(`name`, 1, 2) = 'ab')")]
    [InlineData("((n IS NULL) = (m IS NULL))", "((\"n\" IS NULL) = (\"m\" IS NULL))", "((`n` IS NULL) = (`m` IS NULL))")]
    [InlineData("(name ~ '^a'::text)", null, null)]
    [InlineData("((n)::numeric / 2) > 1", null, null)]
    [InlineData("(round(ratio) > 1)", null, null)]
    [InlineData("((name)::character varying(2) = 'ab')", null, null)]
    [InlineData("(name = E'a\\\\b')", null, null)]
    public void FromPostgreSql(string sql, string? sqlite, string? mySql)
    {
        Assert.Equal(sqlite, Translate(sql, DatabaseProvider.PostgreSql, DatabaseProvider.Sqlite));
        Assert.Equal(mySql, Translate(sql, DatabaseProvider.PostgreSql, DatabaseProvider.MySql));
    }

    [Theory]
    [InlineData("`price` >= 0 and (`n` is null or `name` <> _utf8mb4'x')", "(\"price\" >= 0) AND ((\"n\" IS NULL) OR (\"name\" <> 'x'))", "(\"price\" >= 0) AND ((\"n\" IS NULL) OR (\"name\" <> 'x'))")]
    [InlineData("concat(`name`,'x') = 'yx'", "(\"name\" || 'x') = 'yx'", "(\"name\" || 'x') = 'yx'")]
    [InlineData("octet_length(`name`) > 1", "length(CAST(\"name\" AS BLOB)) > 1", "octet_length(\"name\") > 1")]
    [InlineData("if(`flag`,1,0) = 1", "CASE WHEN \"flag\" THEN 1 ELSE 0 END = 1", "CASE WHEN \"flag\" THEN 1 ELSE 0 END = 1")]
    [InlineData("`word` = 'a'", "\"word\" = 'a'", null)]
    [InlineData("`n` / 2 > 1", null, null)]
    [InlineData("`name` || 'x'", null, null)]
    [InlineData("`name` regexp 'a'", null, null)]
    [InlineData("`name` = 'a\\\\b'", null, null)]
    public void FromMySql(string sql, string? sqlite, string? postgreSql)
    {
        Assert.Equal(sqlite, Translate(sql, DatabaseProvider.MySql, DatabaseProvider.Sqlite));
        Assert.Equal(postgreSql, Translate(sql, DatabaseProvider.MySql, DatabaseProvider.PostgreSql));
    }

    private static string? Translate(string sql, DatabaseProvider from, DatabaseProvider to)
    {
        var dialect = TestDatabase.Access.DialectOf(new DatabaseConnection { Name = "t", Provider = to, Reader = new Secret("") });
        return SqlTranslation.Try(() => new ExpressionWriter(from, dialect, new Columns(dialect)).Condition(ExpressionReader.Read(sql, from))).Sql;
    }

    /// <summary>One column of each kind; <c>word</c> ignores case, which PostgreSQL does not.</summary>
    private sealed class Columns(IDialect to) : ITranslationScope
    {
        private static readonly Dictionary<string, SqlClass> Classes = new(StringComparer.OrdinalIgnoreCase)
        {
            ["n"] = SqlClass.Integer,
            ["m"] = SqlClass.Integer,
            ["price"] = SqlClass.Decimal,
            ["ratio"] = SqlClass.Real,
            ["flag"] = SqlClass.Boolean,
            ["name"] = SqlClass.Text,
            ["word"] = SqlClass.Text,
            ["day"] = SqlClass.Date,
            ["moment"] = SqlClass.Moment,
        };

        public Written? Find(SqlName name) => Classes.TryGetValue(name.Column, out var kind)
            ? new Written(to.QuoteIdentifier(name.Column.ToLowerInvariant()), kind) { IgnoredCase = name.Column == "word", IgnoresCase = name.Column == "word" && to.Provider != DatabaseProvider.PostgreSql }
            : null;
    }
}
