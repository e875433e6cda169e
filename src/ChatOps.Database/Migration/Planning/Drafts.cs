using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Fixes;
using ChatOps.Database.Migration.Planning.Surveys;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Where a migration begins and where it goes.</summary>
/// <param name="Namespace">PostgreSQL: where the tables go; null elsewhere.</param>
/// <param name="IsDefault">The namespace is the one that a name without one means.</param>
/// <param name="Database">The source's own name for itself, which MySQL writes into its views; empty elsewhere.</param>
internal sealed record Route(ReaderSession From, Schema Source, ReaderSession To, Schema Target, string? Namespace, bool IsDefault, string Database)
{
    internal DatabaseProvider SourceEngine => From.Connection.Provider;

    internal DatabaseProvider TargetEngine => To.Connection.Provider;

    /// <summary>Declarations and expressions can stay as they are written.</summary>
    internal bool SameEngine => SourceEngine == TargetEngine;

    /// <summary>Expressions on the table's columns can stay as they are written.</summary>
    internal bool IsVerbatim(TableDraft table) => SameEngine && table.Name == table.Source.LocalName && table.Columns.All(column => column.Name == column.Source.Name && column.Words == column.Source.DeclaredType);

    /// <summary>How the target's schema knows a table of ours.</summary>
    internal string Display(string localName) => IsDefault || Namespace is null ? localName : $"{Namespace}.{localName}";
}

/// <summary>One table while it is planned.</summary>
internal sealed class TableDraft(Table source, string name, string? where)
{
    internal Table Source { get; } = source;

    /// <summary>Its name in the target, within its namespace.</summary>
    internal string Name { get; } = name;

    internal string? Where { get; } = where;

    internal IReadOnlyList<ColumnDraft> Columns { get; init; } = [];

    /// <summary>Which rows take part, in the source's own SQL: <see cref="Where"/> and what a fix leaves out for good; null for all.</summary>
    internal string? Condition { get; init; } = where;

    internal IReadOnlyList<RowRule> Rules { get; init; } = [];

    /// <summary>The target's own table where the rows go to one that is there.</summary>
    internal Table? There { get; init; }

    /// <summary>As the target will have it, once that is decided.</summary>
    internal Table? Target { get; set; }

    internal ColumnDraft? Find(string? column) => Columns.FirstOrDefault(own => own.Source.Name == column);
}

/// <summary>One column while it is planned.</summary>
internal sealed class ColumnDraft(Column source, string name, TransferType declared)
{
    internal Column Source { get; } = source;

    /// <summary>Its name in the target.</summary>
    internal string Name { get; } = name;

    /// <summary>What its values are, from the declaration and from what is stored.</summary>
    internal TransferType Type { get; set; } = declared;

    /// <summary>What the target column shall hold.</summary>
    internal TransferType Wanted { get; set; } = declared;

    /// <summary>The target's own words, where somebody or the same engine says them.</summary>
    internal string? Words { get; init; }

    /// <summary>The <see cref="Words"/> come from a person or from a table that is there.</summary>
    internal bool IsChosen { get; init; }

    /// <summary>What happens to its values on the way.</summary>
    internal IReadOnlyList<ValueFix> Fixes { get; init; } = [];

    /// <summary>What else decides the declaration.</summary>
    internal ColumnUse Use { get; set; } = new();

    /// <summary>What is stored, where somebody looked.</summary>
    internal ColumnSurvey? Survey { get; set; }

    internal string Reason { get; set; } = "";

    /// <summary>The target computes it too, so that its values are not carried.</summary>
    internal bool IsComputed => Target.Expression is not null;

    /// <summary>The column in the target.</summary>
    internal Column Target { get; set; } = new(name, "", true);

    /// <summary>What the target column holds.</summary>
    internal TransferType Place { get; set; } = declared;

    /// <summary>The condition that the type alone does not hold, in the target's words.</summary>
    internal string? Condition { get; set; }
}
