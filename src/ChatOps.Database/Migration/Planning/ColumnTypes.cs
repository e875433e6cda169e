using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Chooses the type of each column in the target: what a person says, else what the same engine says already, else what holds every value.</summary>
internal sealed class ColumnTypes(Route route, MigrationOverrides overrides, PlanNotes notes)
{
    private ITypeMap From => route.From.Dialect.Types;

    private ITypeMap To => route.To.Dialect.Types;

    /// <summary>The column with what its declaration promises.</summary>
    /// <param name="there">The target's own column where the rows go to a table that is there.</param>
    internal ColumnDraft Begin(Column column, string name, ColumnOverride choice, Column? there)
    {
        var words = there?.DeclaredType ?? choice.Type ?? Override(column);
        if (words is null && route.SameEngine && From.IsBuiltIn(column.DeclaredType))
        {
            var type = From.ReadVerbatim(column);
            return new ColumnDraft(column, name, type) { Words = column.DeclaredType, Reason = "The engine is the same." };
        }

        if (words is not null)
        {
            var place = To.Read(there ?? To.Describe(column with { DeclaredType = words, Collation = null }));
            return new ColumnDraft(column, name, Between(From.Read(column), place))
            {
                Words = words,
                Reason = there is null ? $"Somebody chose {words}." : "The target has the column already.",
            };
        }

        return new ColumnDraft(column, name, From.Read(column));
    }

    /// <summary>The declarations, once it is known what the values are.</summary>
    internal void Declare(TableDraft table, ColumnDraft column, ColumnUse use)
    {
        var source = column.Source;
        var choice = column.Words is { } words ? new TypeChoice(words) { Collation = route.SameEngine ? source.Collation : To.Declare(column.Wanted, use).Collation } : To.Declare(column.Wanted, use);
        column.Target = To.Describe(new Column(column.Name, choice.Declared, source.Nullable)
        {
            Collation = column.Words is not null && column.Wanted.Kind != TransferKind.Text && !route.SameEngine ? null : choice.Collation,
            Generated = source.Generated,
            Stored = source.Stored,
            Identity = use.Identity,
            NeverReused = use.Identity && source.NeverReused,
            AlwaysNumbered = use.Identity && route.SameEngine && source.AlwaysNumbered,
            Comment = source.Comment,
        });
        column.Place = column.Words is not null && route.SameEngine && table.There is null ? column.Type : To.Read(column.Target);
        column.Condition = choice.Condition;
        if (column.Reason.Length == 0)
        {
            column.Reason = TypeReasons.Of(source, column.Wanted, choice.Declared);
        }

        if (choice.Note is { } note)
        {
            notes.Add(NoteKind.Changed, table.Source.Name, source.Name, $"{table.Source.Name}.{source.Name} {note}");
        }
    }

    /// <summary>By the type as it is written, then without its sizes.</summary>
    private string? Override(Column column)
    {
        string? Of(string words) => overrides.Types.FirstOrDefault(pair => pair.Key.Equals(words, StringComparison.OrdinalIgnoreCase)).Value;
        return Of(column.DeclaredType) ?? Of(column.DeclaredType.Split('(')[0].TrimEnd());
    }

    /// <summary>What values are on the way to a place that somebody chose: what the place holds, but a moment keeps its zone until it is there.</summary>
    private static TransferType Between(TransferType source, TransferType place) =>
        source.Kind == TransferKind.Instant && place.Kind == TransferKind.Moment ? new TransferType(TransferKind.Instant) { Precision = place.Precision } : place;
}
