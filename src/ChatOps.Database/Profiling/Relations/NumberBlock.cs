using ChatOps.Database.Connections;
using ChatOps.Database.Profiling.Batches;

namespace ChatOps.Database.Profiling.Relations;

/// <summary>One column's numbers of a batch, row by row; what is no finite number is NaN.</summary>
internal sealed class NumberBlock
{
    private double[] _numbers = [];
    private double[] _centred = [];
    private int _rows;

    internal ReadOnlySpan<double> Numbers => _numbers.AsSpan(0, _rows);

    /// <summary>Less the mean; only of a complete block.</summary>
    internal ReadOnlySpan<double> Centred => _centred.AsSpan(0, _rows);

    internal bool IsComplete { get; private set; }

    internal double Mean { get; private set; }

    internal double Squares { get; private set; }

    internal void Read(ColumnBatch column)
    {
        var kinds = column.Kinds;
        _rows = kinds.Length;
        if (_numbers.Length < _rows)
        {
            (_numbers, _centred) = (new double[_rows], new double[_rows]);
        }

        var sum = 0.0;
        for (var row = 0; row < _rows; row++)
        {
            _numbers[row] = kinds[row] switch
            {
                ValueKind.Integer or ValueKind.Boolean => column.Integer(row),
                ValueKind.Real or ValueKind.Decimal => column.Real(row),
                _ => double.NaN,
            };
            sum += _numbers[row];
        }

        IsComplete = double.IsFinite(sum);
        Centre(sum / _rows);
    }

    private void Centre(double mean)
    {
        Mean = mean;
        Squares = 0;
        for (var row = 0; IsComplete && row < _rows; row++)
        {
            _centred[row] = _numbers[row] - mean;
            Squares += _centred[row] * _centred[row];
        }
    }
}
