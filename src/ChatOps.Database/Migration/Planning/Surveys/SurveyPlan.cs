using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Planning.Surveys;

/// <summary>Decides which columns must be looked at before their type can be chosen, and what they might be instead.</summary>
internal static class SurveyPlan
{
    /// <summary>What the declaration expects, without sizes, so that the survey learns which sizes are needed.</summary>
    internal static ColumnSurvey Expecting(ColumnDraft column, EngineLimits limits)
    {
        var type = column.Type with { Length = null, Precision = null, Scale = null, Bits = column.Type is { Kind: TransferKind.Real, Bits: 32 } ? 32 : null, Unsigned = false, Fixed = false };
        return new ColumnSurvey(type, type, limits, RivalsOf(column));
    }

    internal static bool IsNeeded(Route route, TableDraft table, ColumnDraft column)
    {
        if (route.SourceEngine == DatabaseProvider.Sqlite)
        {
            return !column.Source.Identity;
        }

        var isKept = column.Words is not null && route.SameEngine && table.There is null;
        return !isKept && (column.Words is not null || IsBeyond(column, route.From.Dialect.Types.Limits, route.To.Dialect.Types.Limits) || NeedsSize(route, column) || IsNarrower(route, column));
    }

    /// <summary>The source can hold what the target cannot.</summary>
    private static bool IsBeyond(ColumnDraft column, EngineLimits source, EngineLimits target) => column.Type.Kind switch
    {
        TransferKind.Real => (source.NaN && !target.NaN) || (source.InfiniteReals && !target.InfiniteReals),
        TransferKind.Decimal => source.SpecialDecimals && !target.SpecialDecimals,
        TransferKind.Boolean => source.NoDates,
        TransferKind.Date => (source.InfiniteDates && !target.InfiniteDates) || source.NoDates || source.Days.First < target.Days.First || source.Days.Last > target.Days.Last,
        TransferKind.Moment or TransferKind.Instant =>
            (source.InfiniteDates && !target.InfiniteDates) || source.NoDates || source.Moments.First < target.Moments.First || source.Moments.Last > target.Moments.Last,
        TransferKind.Time => source.NoDates,
        TransferKind.Text or TransferKind.Json or TransferKind.Other => source.NulInText && !target.NulInText,
        _ => false,
    };

    /// <summary>Unsigned 64 bits that shall become signed ones.</summary>
    private static bool IsNarrower(Route route, ColumnDraft column) => column.Type.Kind == TransferKind.Integer && route.From.Dialect.Types.Read(column.Source).Kind == TransferKind.Decimal;

    /// <summary>MySQL is the only one that has less room than the source's declaration may promise.</summary>
    private static bool NeedsSize(Route route, ColumnDraft column) => route.TargetEngine == DatabaseProvider.MySql && column.Type.Kind switch
    {
        TransferKind.Decimal => column.Type.Precision is null or > 65,
        TransferKind.Text or TransferKind.Binary or TransferKind.Other => column.Use.IndexRoom is not null,
        TransferKind.Instant => true,
        _ => false,
    };

    /// <summary>From the narrowest to the widest.</summary>
    private static IReadOnlyList<TransferType> RivalsOf(ColumnDraft column) => column.IsChosen ? [] : [.. (column.Type.Kind switch
    {
        TransferKind.Integer => (TransferKind[])[TransferKind.Real, TransferKind.Text, TransferKind.Binary],
        TransferKind.Real when column.Type.Bits == 32 => [TransferKind.Real, TransferKind.Text, TransferKind.Binary],
        TransferKind.Boolean => [TransferKind.Integer, TransferKind.Real, TransferKind.Text],
        TransferKind.Date => [TransferKind.Moment, TransferKind.Instant, TransferKind.Integer, TransferKind.Real, TransferKind.Text],
        TransferKind.Moment => [TransferKind.Instant, TransferKind.Integer, TransferKind.Real, TransferKind.Text],
        TransferKind.Instant or TransferKind.Time => [TransferKind.Integer, TransferKind.Real, TransferKind.Text],
        TransferKind.Text => [TransferKind.Binary],
        TransferKind.Binary => [TransferKind.Integer, TransferKind.Real, TransferKind.Text],
        _ => [TransferKind.Text, TransferKind.Binary],
    }).Select(kind => new TransferType(kind))];
}
