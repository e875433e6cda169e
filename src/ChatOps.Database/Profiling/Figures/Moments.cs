namespace ChatOps.Database.Profiling.Figures;

/// <summary>
/// Mean and variance in one pass without loss when the mean is large: blocks are summed around their own mean and joined by the formula of
/// Chan, Golub and LeVeque ("Updating Formulae and a Pairwise Algorithm for Computing Sample Variances", 1979).
/// </summary>
internal sealed class Moments
{
    private const int Block = 256;

    private readonly double[] _block = new double[Block];
    private int _waiting;
    private long _joined;
    private double _mean;
    private double _squares;

    internal long Count => _joined + _waiting;

    internal double Mean
    {
        get
        {
            JoinBlock();
            return _mean;
        }
    }

    /// <summary>Of the population; meaningless without numbers.</summary>
    internal double StandardDeviation
    {
        get
        {
            JoinBlock();
            return Math.Sqrt(_squares / _joined);
        }
    }

    /// <param name="count">How often the number occurs.</param>
    internal void Add(double number, long count)
    {
        if (count != 1)
        {
            Join(count, number, 0);
            return;
        }

        _block[_waiting++] = number;
        if (_waiting == Block)
        {
            JoinBlock();
        }
    }

    private void JoinBlock()
    {
        if (_waiting == 0)
        {
            return;
        }

        var numbers = _block.AsSpan(0, _waiting);
        var mean = 0.0;
        foreach (var number in numbers)
        {
            mean += number / numbers.Length;
        }

        var squares = 0.0;
        foreach (var number in numbers)
        {
            squares += (number - mean) * (number - mean);
        }

        _waiting = 0;
        Join(numbers.Length, mean, squares);
    }

    private void Join(long count, double mean, double squares)
    {
        var (delta, total) = (mean - _mean, _joined + count);
        _mean += delta * ((double)count / total);
        _squares += squares + (delta * delta * ((double)_joined * count / total));
        _joined = total;
    }
}
