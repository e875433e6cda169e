namespace ChatOps.Database.Anomalies;

/// <summary>
/// Puts all columns on one scale: 0 is the median, 1 half the width of the middle nine tenths away from it. Where that width is zero,
/// as in a column that is nearly always the same, one and a half standard deviations stand for its half.
/// </summary>
internal sealed class ColumnScaling
{
    /// <summary>Farther than this is all the same, so that no sum of products overflows.</summary>
    private const double Farthest = 1e6;

    private readonly double[] _medians;
    private readonly double[] _halves;

    private ColumnScaling(double[] medians, double[] halves) => (_medians, _halves) = (medians, halves);

    public static ColumnScaling Of(FeatureMatrix sample)
    {
        var (medians, halves) = (new double[sample.Columns], new double[sample.Columns]);
        var column = new double[sample.Rows];
        for (var c = 0; c < sample.Columns; c++)
        {
            var count = 0;
            for (var r = 0; r < sample.Rows; r++)
            {
                column[count] = sample[r, c];
                count += double.IsNaN(column[count]) ? 0 : 1;
            }

            (medians[c], halves[c]) = Scale(column.AsSpan(0, count));
        }

        return new ColumnScaling(medians, halves);
    }

    /// <summary>Writes scaled rows; a missing value counts as the median.</summary>
    /// <param name="rows">Row by row, as many columns as were learnt.</param>
    /// <param name="target">At least as long as <paramref name="rows"/>.</param>
    public void Apply(ReadOnlySpan<double> rows, Span<float> target)
    {
        for (var i = 0; i < rows.Length; i += _medians.Length)
        {
            for (var c = 0; c < _medians.Length; c++)
            {
                var scaled = Math.Clamp((rows[i + c] - _medians[c]) / _halves[c], -Farthest, Farthest);
                target[i + c] = double.IsNaN(scaled) ? 0 : (float)scaled;
            }
        }
    }

    private static (double Median, double Half) Scale(Span<double> values)
    {
        if (values.IsEmpty)
        {
            return (0, 1);
        }

        values.Sort();
        var half = (values[(int)(0.95 * (values.Length - 1))] - values[(int)(0.05 * (values.Length - 1))]) / 2;
        half = half > 0 ? half : 1.5 * ScoreScale.Of(values).Deviation;
        return (values[values.Length / 2], half > 0 && double.IsFinite(half) ? half : half > 0 ? double.MaxValue : 1);
    }
}
