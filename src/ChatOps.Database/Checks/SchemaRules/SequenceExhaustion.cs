using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;

namespace ChatOps.Database.Checks.SchemaRules;

/// <summary>Number generators that run out.</summary>
internal sealed class SequenceExhaustion : SchemaRule
{
    internal override string Id => "sequence-exhaustion";

    internal override Severity Severity => Severity.Warning;

    internal override string Explanation =>
        "A sequence or counter has used three quarters of its numbers (an error from nine tenths on), also counting what the column's type can hold. After the last one every insert fails. Sequences that begin again are left out.";

    internal override IReadOnlyList<DatabaseProvider> Engines => [DatabaseProvider.PostgreSql, DatabaseProvider.MySql];

    internal override Task<IReadOnlyList<Candidate>> FindAsync(CheckContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Candidate>>(
    [
        .. from sequence in context.Schema.Sequences
           where sequence is { Cycles: false, Increment: > 0 } && (sequence.Table is null || context.Tables.Any(table => table.Name == sequence.Table))
           let last = context.Schema.Statistics.Sequences.GetValueOrDefault(sequence.Name)
           let severity = Exhaustion.Of(last, sequence.Limit)
           where severity is not null
           select new Candidate(
               sequence.Table ?? sequence.Name, sequence.Column is null ? [] : [sequence.Column], context.Sql.DescribeSequence(sequence),
               _ => $"The sequence {sequence.Name}{(sequence.Column is null ? "" : $" of {sequence.Table}.{sequence.Column}")} has used {Exhaustion.InWords(last, sequence.Limit)}.")
           { Severity = severity },
    ]);
}
