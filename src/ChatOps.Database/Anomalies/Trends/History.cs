namespace ChatOps.Database.Anomalies.Trends;

/// <summary>One former measurement.</summary>
/// <param name="Day">Days since the first one.</param>
internal readonly record struct Sample(double Day, double Value, DayOfWeek Weekday);

/// <summary>Former measurements in order of time, no two of one moment, with what the models need of any first part of them.</summary>
internal sealed class History
{
    /// <summary>Six weeks of daily runs: what is older says little about today.</summary>
    private const int Window = 42;

    private readonly Sample[] _samples;
    private readonly Sample[] _rates;
    private readonly double?[] _slopes;

    internal History(Sample[] samples)
    {
        _samples = samples;
        _rates = [.. samples.Zip(samples.Skip(1), (last, next) => next with { Value = (next.Value - last.Value) / (next.Day - last.Day) })];
        _slopes = new double?[samples.Length + 1];
    }

    internal int Count => _samples.Length;

    internal Sample this[int index] => _samples[index];

    /// <summary>The latest of the first <paramref name="count"/> measurements.</summary>
    internal ReadOnlySpan<Sample> Recent(int count) => Latest(_samples.AsSpan(0, count));

    /// <summary>Their growth per day from each to the next, at the weekday on which it ended.</summary>
    internal ReadOnlySpan<Sample> Rates(int count) => Latest(_rates.AsSpan(0, Math.Max(0, count - 1)));

    /// <summary>Their steady change per day.</summary>
    internal double Slope(int count) => _slopes[count] ??= RobustStatistics.TheilSenSlope(Recent(count));

    private static ReadOnlySpan<Sample> Latest(ReadOnlySpan<Sample> samples) => samples.Length > Window ? samples[^Window..] : samples;
}
