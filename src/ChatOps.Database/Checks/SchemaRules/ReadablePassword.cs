using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Passwords that can be read.</summary>
internal sealed class ReadablePassword : StructureRule
{
    internal override string Id => "readable-password";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A column of passwords holds texts that are too short to be hashes. Whoever reads the table, a backup or a log can sign in as these people. Store a slow salted hash (Argon2, scrypt, bcrypt). The values themselves are not shown.";

    internal override IEnumerable<Candidate> Find(Table table, CheckContext context) =>
        table.Columns.Where(column => column is { Kind: ColumnKind.Text, Generated: false } && IsPassword(NameWords.Of(column.Name))).Select(column => Describe(table, column, context));

    /// <summary>The statement selects keys only, so that no password gets into a report.</summary>
    private static Candidate Describe(Table table, Column column, CheckContext context)
    {
        var name = context.Sql.Quote(column.Name);
        var readable = $"{context.Sql.IsText(column)} AND {context.Sql.Length(column)} BETWEEN 1 AND {LongestPlain} AND {name} NOT LIKE '$%' AND {name} NOT LIKE '{{%'";
        var rows = table.PrimaryKey.Count > 0 ? context.Sql.Rows(table, [], readable) : $"SELECT 1 AS readable FROM {context.Sql.Table(table)} WHERE {readable}";
        return new Candidate(
            table.Name, [column.Name], rows,
            count => $"{CheckContext.Count(count, "value")} of {table.Name}.{column.Name} {(count == 1 ? "is" : "are")} too short for a hash, so {(count == 1 ? "it is a password" : "they are passwords")} that anybody can read.");
    }

    /// <summary>The shortest common hash, MD5, has 32 hexadecimal digits.</summary>
    private const int LongestPlain = 31;

    private static readonly HashSet<string> About = new("hash hashed salt digest reset token changed expires expiry expired policy hint question at date id type algorithm scheme".Split(' '), StringComparer.Ordinal);

    private static bool IsPassword(IReadOnlyList<string> words) => words.Any(word => word is "password" or "passwd" or "pwd" or "passwort" or "kennwort") && !words.Any(About.Contains);
}
