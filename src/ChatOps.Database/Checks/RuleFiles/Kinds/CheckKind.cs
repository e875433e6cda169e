using ChatOps.Database.Checks.RuleFiles.Binding;
using ChatOps.Database.Checks.RuleFiles.Scanning;

namespace ChatOps.Database.Checks.RuleFiles.Kinds;

/// <summary>One word of the format.</summary>
/// <param name="OnColumn">It stands under a column; else under the table's own checks.</param>
/// <param name="CountsRows">Thresholds make sense.</param>
/// <param name="TakesWhere">A filter makes sense.</param>
/// <param name="Bind">Null where it does not apply; the problem is told to the binding.</param>
internal sealed record CheckKind(string Word, bool OnColumn, bool CountsRows, bool TakesWhere, Func<CheckBinding, BoundCheck?> Bind);

/// <summary>Every word of the format.</summary>
internal static class CheckKinds
{
    internal static IReadOnlyList<CheckKind> All { get; } = [.. RowKinds.All, .. TextKinds.All, .. DateKinds.All, .. KeyKinds.All, .. MeasureKinds.All, .. SqlKinds.All, .. MatchKinds.All];

    internal static CheckKind? Find(string word, bool onColumn) => All.FirstOrDefault(kind => kind.Word == word && kind.OnColumn == onColumn);

    /// <summary>A check that counts the failing rows of a column.</summary>
    internal static CheckKind Rows(string word, Func<CheckBinding, BoundCheck?> bind) => new(word, true, true, true, bind);

    /// <summary>A check of one figure of a column.</summary>
    internal static CheckKind Measure(string word, Func<CheckBinding, BoundCheck?> bind) => new(word, true, false, true, bind);
}
