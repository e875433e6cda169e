using ChatOps.Agents.Planner.Language;
using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Readings;
using ChatOps.Agents.Questions.Sql;
using ChatOps.Database.Connections;

namespace ChatOps.Agents.Questions;

/// <summary>Reads questions about data as SQL, without a model. Safe for several threads at once; schema and values are read once per connection.</summary>
public sealed class QuestionReader(DatabaseAccess access, TimeProvider time)
{
    /// <summary>Below it a reading is asked about: measured so that of ten questions at most one is answered wrongly.</summary>
    private const double Floor = 0.76;

    private readonly GraphCache _graphs = new(access, time);

    /// <summary>What the question comes to over the scope's live schema. Runs nothing of the question.</summary>
    /// <param name="question">As somebody wrote it, of any length; only its beginning is read.</param>
    /// <exception cref="DatabaseException">The database cannot be opened or read.</exception>
    public async Task<QuestionReading> ReadAsync(QuestionScope scope, string question, CancellationToken cancellationToken)
    {
        var text = RequestText.Clean(question).Value;
        var lexicon = QuestionLexicon.Of(text);
        var words = QuestionTokenizer.Split(text, lexicon);
        if (QuestionGuard.Refusal(text, words, lexicon) is { } reason)
            return new QuestionReading.Refuse(reason);
        var known = await _graphs.GetAsync(scope, cancellationToken);
        if (known.Graph.Tables.Count == 0)
            return new QuestionReading.Refuse(lexicon.Say("empty", scope.Connection.Name));
        var names = known.Names(lexicon, scope.Synonyms);
        words = WithoutPlace(words, scope.Connection, names);
        var readings = new ReadingSearch(known.Graph, lexicon, names, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)).Find(Compounds.Split(SharedHead.Restore(words, lexicon, names), lexicon, names), out var isAbout);
        if (!isAbout)
            return new QuestionReading.NotAQuestion(lexicon.Say("nothing", scope.Connection.Name, Some(known.Graph.Tables.Select(table => table.Name))));
        return Decide(readings, text, lexicon);
    }

    /// <summary>"... in chinook": the database's own name says where to look, and no more; unless something in it is called so too.</summary>
    private static IReadOnlyList<QuestionWord> WithoutPlace(IReadOnlyList<QuestionWord> words, DatabaseConnection connection, SchemaNames names)
    {
        var keys = connection.Aliases.Prepend(connection.Name).Select(WordKey.Of).ToHashSet(StringComparer.Ordinal);
        return [.. words.Where(word => word.Kind != WordKind.Word || !keys.Contains(word.Key) || names.Tables([word]).Count > 0 || names.Columns([word]).Count > 0)];
    }

    private static QuestionReading Decide(IReadOnlyList<Reading> readings, string question, QuestionLexicon lexicon)
    {
        if (readings.Count == 0)
            return new QuestionReading.Clarify(lexicon.Say("incomplete"), []);
        var best = readings[0];
        var read = new QuestionReading.Sql(best.Text, TablesOf(best.Select), Restatement.Of(best.Select, lexicon), Math.Round(best.Score, 3)) { Assumption = best.Supposed is { } supposed ? lexicon.Say("supposed", supposed.Word, supposed.Table.Name) : null };
        if (best.Score >= Floor)
            return read;
        if (best.Rivals.Count > 0)
            return new QuestionReading.Clarify(lexicon.Say("close"), [.. Choices(best, question)]);
        return best.Loose.Count > 0
            ? new QuestionReading.Clarify(lexicon.Say("unsure", Some(best.Loose.Select(word => $"\"{word}\""))), [])
            : new QuestionReading.Clarify(lexicon.Say("did-you-mean", read.Restatement.TrimEnd('.')), [], read);
    }

    /// <summary>The question with the word in doubt said in full.</summary>
    private static IEnumerable<string> Choices(Reading reading, string question)
    {
        var (text, chosen, rival) = reading.Rivals[0];
        foreach (var column in (ColumnNode[])[chosen, rival])
            yield return question.Replace(text, $"{column.Table.Name} {column.Name}", StringComparison.OrdinalIgnoreCase);
    }

    private static IReadOnlyList<string> TablesOf(SelectStatement select) => [.. Tables(select).Distinct()];

    private static IEnumerable<string> Tables(SelectStatement select) =>
        select.Joins.SelectMany(link => new[] { link.Child.Name, link.Parent.Name }).Prepend(select.From.Name)
            .Concat(select.Where.Concat(select.Having).SelectMany(Nested).Concat(select.Items.SelectMany(Nested)).SelectMany(Tables))
            .Concat(select.Combined.SelectMany(other => Tables(other.Select)));

    private static IEnumerable<SelectStatement> Nested(SqlCondition condition) => condition switch
    {
        SqlCondition.In inside => [inside.Select],
        SqlCondition.Compare { Right: SqlExpression.Scalar scalar } => [scalar.Select],
        SqlCondition.All all => all.Parts.SelectMany(Nested),
        SqlCondition.Any any => any.Parts.SelectMany(Nested),
        SqlCondition.Not not => Nested(not.Inner),
        _ => [],
    };

    private static IEnumerable<SelectStatement> Nested(SqlExpression expression) => expression switch
    {
        SqlExpression.Scalar scalar => [scalar.Select],
        SqlExpression.Quotient quotient => Nested(quotient.Dividend).Concat(Nested(quotient.Divisor)),
        SqlExpression.Share share => share.Of.SelectMany(Nested),
        _ => [],
    };

    private static string Some(IEnumerable<string> names)
    {
        var all = names.Distinct().ToList();
        return string.Join(", ", all.Take(8)) + (all.Count > 8 ? ", ..." : "");
    }
}
