using System.Numerics;

namespace ChatOps.Database.Profiling.Relations;

/// <summary>Means, variances and covariance of two columns over the rows where both are numbers, joined block by block as in <see cref="Figures.Moments"/>.</summary>
internal sealed class PairMoments
{
    private double _meanX;
    private double _meanY;
    private double _squaresX;
    private double _squaresY;
    private double _products;

    internal long Count { get; private set; }

    /// <summary>Pearson's r; null where a column does not vary.</summary>
    internal double? Correlation => _squaresX > 0 && _squaresY > 0 ? Math.Clamp(_products / Math.Sqrt(_squaresX) / Math.Sqrt(_squaresY), -1, 1) : null;

    internal void Add(NumberBlock x, NumberBlock y)
    {
        if (x.IsComplete && y.IsComplete)
        {
            Join(x.Numbers.Length, x.Mean, y.Mean, x.Squares, y.Squares, Dot(x.Centred, y.Centred));
        }
        else
        {
            AddCommon(x.Numbers, y.Numbers);
        }
    }

    private void AddCommon(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (count, meanX, meanY) = (0, 0.0, 0.0);
        for (var row = 0; row < x.Length; row++)
        {
            if (double.IsFinite(x[row]) && double.IsFinite(y[row]))
            {
                (count, meanX, meanY) = (count + 1, meanX + x[row], meanY + y[row]);
            }
        }

        if (count == 0)
        {
            return;
        }

        (meanX, meanY) = (meanX / count, meanY / count);
        var (squaresX, squaresY, products) = (0.0, 0.0, 0.0);
        for (var row = 0; row < x.Length; row++)
        {
            if (double.IsFinite(x[row]) && double.IsFinite(y[row]))
            {
                var (fromX, fromY) = (x[row] - meanX, y[row] - meanY);
                (squaresX, squaresY, products) = (squaresX + (fromX * fromX), squaresY + (fromY * fromY), products + (fromX * fromY));
            }
        }

        Join(count, meanX, meanY, squaresX, squaresY, products);
    }

    private void Join(int count, double meanX, double meanY, double squaresX, double squaresY, double products)
    {
        var (deltaX, deltaY, total) = (meanX - _meanX, meanY - _meanY, Count + count);
        var weight = (double)Count * count / total;
        _squaresX += squaresX + (deltaX * deltaX * weight);
        _squaresY += squaresY + (deltaY * deltaY * weight);
        _products += products + (deltaX * deltaY * weight);
        _meanX += deltaX * count / total;
        _meanY += deltaY * count / total;
        Count = total;
    }

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sums = Vector<double>.Zero;
        var row = 0;
        for (; row <= x.Length - Vector<double>.Count; row += Vector<double>.Count)
        {
            sums += new Vector<double>(x[row..]) * new Vector<double>(y[row..]);
        }

        var sum = Vector.Sum(sums);
        for (; row < x.Length; row++)
        {
            sum += x[row] * y[row];
        }

        return sum;
    }
}
