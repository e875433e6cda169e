using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Where a migration begins and where it goes.</summary>
/// <param name="Namespace">PostgreSQL: where the tables go; null elsewhere.</param>
/// <param name="IsDefault">The namespace is the one that a name without one means.</param>
internal sealed record Route(ReaderSession From, Schema Source, ReaderSession To, Schema Target, string? Namespace, bool IsDefault)
{
    internal DatabaseProvider SourceEngine => From.Connection.Provider;

    internal DatabaseProvider TargetEngine => To.Connection.Provider;

    /// <summary>Declarations and expressions can stay as they are written.</summary>
    internal bool SameEngine => SourceEngine == TargetEngine;

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

    /// <summary>The target's own table where the rows go to one that is there.</summary>
    internal Table? There { get; init; }

    internal ColumnDraft? Find(string? column) => Columns.FirstOrDefault(own => own.Source.Name == column);
}

/// <summary>One column while it is planned.</summary>
internal sealed class ColumnDraft(Column source, string name, TransferType declared)
{
    internal Column Source { get; } = source;

    /// <summary>Its name in the target.</summary>
    internal string Name { get; } = name;

    /// <summary>What the source's declaration promises.</summary>
    internal TransferType Declared { get; } = declared;

    /// <summary>What its values are, from the declaration and from what is stored.</summary>
    internal TransferType Type { get; set; } = declared;

    /// <summary>What the target column shall hold.</summary>
    internal TransferType Wanted { get; set; } = declared;

    /// <summary>The target's own words, where somebody or the same engine says them.</summary>
    internal string? Words { get; init; }

    internal string Reason { get; set; } = "";

    /// <summary>The column in the target.</summary>
    internal Column Target { get; set; } = new(name, "", true);

    /// <summary>What the target column holds.</summary>
    internal TransferType Place { get; set; } = declared;

    /// <summary>The condition that the type alone does not hold, in the target's words.</summary>
    internal string? Condition { get; set; }
}
