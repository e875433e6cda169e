namespace ChatOps.Agents.Questions;

/// <summary>What a question about data comes to. Exactly one of the four records below.</summary>
public abstract record QuestionReading
{
    private QuestionReading()
    {
    }

    /// <summary>One reading stands out; its statement answers the question.</summary>
    /// <param name="Text">One SELECT in the connection's dialect, names quoted, values as literals: it runs as it is shown.</param>
    /// <param name="Tables">The tables that it reads, as the schema spells them, each once.</param>
    /// <param name="Restatement">What was understood, in the question's language, in one sentence for people.</param>
    /// <param name="Confidence">0 to 1; what is below the reader's floor is asked about instead.</param>
    /// <param name="ByModel">A language model wrote it, and <paramref name="Restatement"/> says so.</param>
    /// <param name="Assumption">What was supposed on the way, as a sentence for people; null where every word was known.</param>
    public sealed record Sql(string Text, IReadOnlyList<string> Tables, string Restatement, double Confidence, bool ByModel = false, string? Assumption = null) : QuestionReading;

    /// <summary>Several readings are as good, or words of it are not understood.</summary>
    /// <param name="Question">One short question for people, in the question's language.</param>
    /// <param name="Choices">Whole questions that could be meant and that can be asked in its place; may be empty.</param>
    /// <param name="Meant">The best reading, where it is only not sure enough and <paramref name="Question"/> asks whether it is meant; else null.</param>
    public sealed record Clarify(string Question, IReadOnlyList<string> Choices, Sql? Meant = null) : QuestionReading;

    /// <summary>It asks for more than reading, or holds what no question holds.</summary>
    public sealed record Refuse(string Reason) : QuestionReading;

    /// <summary>Nothing of the schema was recognised in it.</summary>
    public sealed record NotAQuestion(string Reason) : QuestionReading;
}
