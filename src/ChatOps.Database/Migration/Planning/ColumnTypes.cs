using System.Globalization;
using ChatOps.Database.Connections;
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
            return new ColumnDraft(column, name, type) { Words = column.DeclaredType, Reason = "The engine is the same.", Fixes = choice.Fixes };
        }

        if (words is not null)
        {
            var place = To.Read(there ?? To.Describe(column with { DeclaredType = words, Collation = null }));
            return new ColumnDraft(column, name, Between(From.Read(column), place))
            {
                Words = words,
                IsChosen = true,
                Fixes = choice.Fixes,
                Reason = there is null ? $"Somebody chose {words}." : "The target has the column already.",
            };
        }

        return new ColumnDraft(column, name, From.Read(column)) { Fixes = choice.Fixes };
    }

    /// <summary>What else decides the declarations; known before anybody looks at the values.</summary>
    internal void SetUses(TableDraft table)
    {
        var counter = route.TargetEngine == DatabaseProvider.MySql ? table.Columns.FirstOrDefault(column => column.Source.Identity && table.Source.PrimaryKey.Contains(column.Source.Name)) ?? table.Columns.FirstOrDefault(column => column.Source.Identity) : null;
        foreach (var column in table.Columns)
        {
            var isKey = table.Source.PrimaryKey is [var only] && only == column.Source.Name;
            column.Use = column.Use with
            {
                IsKey = isKey,
                InKey = table.Source.PrimaryKey.Contains(column.Source.Name),
                Identity = column.Source.Identity && column.Type.Kind == TransferKind.Integer && (route.TargetEngine != DatabaseProvider.Sqlite || isKey) && (counter is null || counter == column),
                IndexRoom = IndexRooms.Of(route, table, column),
            };
            if (column is { Words: null, Use.InKey: true, Type.Kind: TransferKind.Json } && route.TargetEngine != DatabaseProvider.Sqlite)
            {
                // JSON cannot be a key there, but its text can.
                column.Type = column.Wanted = new TransferType(TransferKind.Text);
            }
        }
    }

    /// <summary>The declarations, once it is known what the values are.</summary>
    internal void Declare(TableDraft table)
    {
        foreach (var column in table.Columns)
        {
            Declare(table, column);
        }

        if (table.There is null && route.SameEngine)
        {
            TellOfOwnTypes(table);
        }
        else if (table.There is null)
        {
            Loosen(table);
            TellOfChoices(table);
            TellOfWider(table);
        }
    }

    /// <summary>Types that somebody made in the source.</summary>
    private void TellOfOwnTypes(TableDraft table)
    {
        foreach (var column in table.Columns.Where(column => column.Words is null))
        {
            notes.Add(
                NoteKind.NotCarried, table.Source.Name, column.Source.Name,
                $"{table.Source.Name}.{column.Source.Name} is of the type {column.Source.DeclaredType}, which somebody made in the source and which is not carried over; the column becomes {column.Target.DeclaredType}. Make the type in the target and choose it for the column to keep it.");
        }
    }

    private void Loosen(TableDraft table)
    {
        foreach (var at in To.Oversized([.. table.Columns.Select(column => column.Target)]))
        {
            var column = table.Columns[at];
            if (column is { Words: null, Use.IndexRoom: null })
            {
                column.Wanted = column.Wanted with { Length = null, Fixed = false };
                Declare(table, column);
                notes.Add(NoteKind.Changed, table.Source.Name, column.Source.Name, $"{table.Source.Name}.{column.Source.Name} is {column.Target.DeclaredType} without a limit, since all columns of the table together are larger than a row of MySQL.");
            }
        }
    }

    /// <summary>Types that would come back as others, since the target has none that holds just the same.</summary>
    private void TellOfWider(TableDraft table)
    {
        var wider = table.Columns.Where(column => column.Words is null && column.Wanted == From.Read(column.Source) && ChoiceOf(column).Note is null && !IsSame(column)).Select(column => $"{column.Source.Name} ({column.Source.DeclaredType} becomes {column.Target.DeclaredType})").ToList();
        if (wider.Count > 0)
        {
            notes.Add(NoteKind.Changed, table.Source.Name, null, $"The target has no types that hold just what these columns of {table.Source.Name} hold, so they have wider ones: {string.Join(", ", wider)}.");
        }
    }

    /// <summary>The way back leads to the same type; SQLite's own words for it are many.</summary>
    private bool IsSame(ColumnDraft column)
    {
        var back = From.Describe(column.Source with { DeclaredType = From.Declare(To.Read(column.Target), column.Use with { FitsUnixTime = true }).Declared });
        return From.Read(back) with { IgnoresCase = false } == From.Read(column.Source) with { IgnoresCase = false }
            && (route.SourceEngine == DatabaseProvider.Sqlite || back.DeclaredType.Split('(')[0] == column.Source.DeclaredType.Split('(')[0]);
    }

    private void Declare(TableDraft table, ColumnDraft column)
    {
        if (table.There?.Find(column.Name) is { } there)
        {
            (column.Target, column.Place) = (there, To.Read(there));
            return;
        }

        var choice = ChoiceOf(column);
        var source = column.Source;
        column.Target = To.Describe(new Column(column.Name, choice.Declared, source.Nullable && (route.TargetEngine == DatabaseProvider.Sqlite || !column.Use.InKey))
        {
            Collation = choice.Collation,
            Generated = source.Generated,
            Stored = source.Stored,
            Identity = column.Use.Identity,
            NeverReused = column.Use.Identity && (source.NeverReused || route.TargetEngine != DatabaseProvider.Sqlite),
            AlwaysNumbered = column.Use.Identity && route.SameEngine && source.AlwaysNumbered,
            Comment = Comment(table, source),
        });
        column.Place = IsKept(column) ? column.Type : To.Read(column.Target);
        column.Condition = choice.Condition;
        column.Reason = column.Reason.Length == 0 ? TypeReasons.Of(source, column.Wanted, choice.Declared) : column.Reason;
    }

    /// <summary>One note where several columns have the same fate.</summary>
    private void TellOfChoices(TableDraft table)
    {
        foreach (var group in table.Columns.Where(column => ChoiceOf(column).Note is not null).GroupBy(column => ChoiceOf(column).Note!))
        {
            var names = group.Select(column => column.Source.Name).ToList();
            notes.Add(
                NoteKind.Changed, table.Source.Name, names is [var only] ? only : null,
                names.Count == 1 ? $"{table.Source.Name}.{names[0]} {group.Key}" : $"In {table.Source.Name} each of {string.Join(", ", names)} {group.Key}");
        }
    }

    /// <summary>As much of it as the target takes; what is cut off is told.</summary>
    /// <param name="column">Null for the table's own.</param>
    internal string? Comment(TableDraft table, Column? column)
    {
        var comment = column is null ? table.Source.Comment : column.Comment;
        var longest = To.LongestComment(column is null);
        if (comment is null || longest == 0 || comment.Length <= longest)
        {
            return longest == 0 ? null : comment;
        }

        notes.Add(NoteKind.Changed, table.Source.Name, column?.Name, string.Create(CultureInfo.InvariantCulture, $"The comment on {table.Source.Name}{(column is null ? "" : $".{column.Name}")} is cut to {longest} characters."));
        return comment[..longest];
    }

    private TypeChoice ChoiceOf(ColumnDraft column) => column switch
    {
        { Words: null } => To.Declare(column.Wanted, column.Use),
        _ when IsKept(column) => new TypeChoice(column.Words!) { Collation = column.Source.Collation },
        { Type.Kind: TransferKind.Text } => new TypeChoice(column.Words!) { Collation = To.Declare(new TransferType(TransferKind.Text), column.Use).Collation },
        _ => new TypeChoice(column.Words!),
    };

    /// <summary>The same engine, and nobody chose another type.</summary>
    private bool IsKept(ColumnDraft column) => route.SameEngine && column is { Words: not null, IsChosen: false };

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
