namespace ChatOps.Agents.History;

/// <summary>What one profile said about one table.</summary>
/// <param name="Source">The run and step that measured it, as <c>run/step</c>.</param>
public sealed record Measurement(string Table, string Source, DateTimeOffset At, long Rows, IReadOnlyList<MeasuredColumn> Columns);

/// <summary>The figures of a column that are followed over time; no value of the database is among them but the newest date.</summary>
/// <param name="Mean">Of the numbers; null where there are none, or where the column only numbers its rows.</param>
/// <param name="Newest">The newest date, unless that lies in the future; null where the column holds no dates.</param>
public sealed record MeasuredColumn(string Name, long Nulls, double? Mean, DateTimeOffset? Newest);
