using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Rows;

/// <summary>Days, times and moments.</summary>
internal abstract partial class ValueEncoder
{
    private sealed class DateEncoder(EngineLimits limits) : ValueEncoder
    {
        internal override string? TryAppend(RowReader row, int column, ValueKind kind, RowBlock block)
        {
            if (kind != ValueKind.Text || !DateText.TryDate(row.GetBytes(column), out var days))
            {
                return "is not a date";
            }

            if (days is int.MaxValue or int.MinValue ? !limits.InfiniteDates : days < limits.Days.First || days > limits.Days.Last)
            {
                return "is a date that the target cannot hold";
            }

            block.Append(days);
            return null;
        }
    }

    private sealed class TimeEncoder(TransferType place, EngineLimits limits) : ValueEncoder
    {
        private readonly long _unit = DateText.Unit(place, limits);

        internal override string? TryAppend(RowReader row, int column, ValueKind kind, RowBlock block)
        {
            if (kind != ValueKind.Text || !DateText.TryTime(row.GetBytes(column), out var micros))
            {
                return "is not a time of day";
            }

            if (micros % _unit != 0)
            {
                return "has more digits behind the second than the target keeps";
            }

            block.Append(micros);
            return null;
        }
    }

    private sealed class MomentEncoder(bool isInstant, TransferType place, EngineLimits limits) : ValueEncoder
    {
        private readonly long _unit = DateText.Unit(place, limits);

        internal override string? TryAppend(RowReader row, int column, ValueKind kind, RowBlock block)
        {
            if (kind != ValueKind.Text || !DateText.TryMoment(row.GetBytes(column), isInstant, out var micros))
            {
                return isInstant ? "is not a point in time" : "is not a date and time without zone";
            }

            if (micros is long.MaxValue or long.MinValue)
            {
                if (!limits.InfiniteDates)
                {
                    return "is infinite, which the target cannot hold";
                }
            }
            else if (micros < limits.Moments.First || micros > limits.Moments.Last)
            {
                return "is a time that the target cannot hold";
            }
            else if (micros % _unit != 0)
            {
                return "has more digits behind the second than the target keeps";
            }

            block.Append(micros);
            return null;
        }
    }
}
