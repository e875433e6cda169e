namespace ChatOps.Database.Connections;

/// <summary>Spans of the calendar that rows are put together by.</summary>
public enum CalendarSpan
{
    Day,
    Month,
    Quarter,
    Year,
}
