namespace ChatOps.Database.Anomalies;

/// <summary>Points for a picture: the oddest rows, and ordinary ones from the sample.</summary>
internal static class ScatterSample
{
    private const int MostPoints = 400;

    /// <summary>Null when there are fewer than two columns of numbers or dates.</summary>
    public static AnomalyScatter? Of(FeatureEncoder encoder, RowPool pool, double[] scores, double threshold, OddestRows top)
    {
        var axes = Axes(encoder, top);
        if (axes is not [var x, var y])
        {
            return null;
        }

        var points = top.All.Where(row => Shows(x, row.Cells[x.Position].Kind) && Shows(y, row.Cells[y.Position].Kind))
            .Select(row => new ScatterPoint(row.Cells[x.Position].Number, row.Cells[y.Position].Number, row.Score, true)).ToList();
        var ordinary = Enumerable.Range(0, pool.Count)
            .Where(r => scores[r] < threshold && Shows(x, pool[r, x.Position].Kind) && Shows(y, pool[r, y.Position].Kind)).ToList();
        var room = MostPoints - points.Count;
        var step = Math.Max(1, (double)ordinary.Count / room);
        for (var i = 0; i < room && (int)(i * step) < ordinary.Count; i++)
        {
            var r = ordinary[(int)(i * step)];
            points.Add(new ScatterPoint(pool[r, x.Position].Number, pool[r, y.Position].Number, scores[r], false));
        }

        return new AnomalyScatter(x.Column, y.Column, points);
    }

    /// <summary>The two columns that isolate the oddest rows most; the first two when there are no odd rows.</summary>
    private static List<ColumnFeature> Axes(FeatureEncoder encoder, OddestRows top)
    {
        var weight = new double[encoder.Columns.Count];
        foreach (var shares in top.All.Select(top.Shares))
        {
            for (var c = 0; c < weight.Length; c++)
            {
                weight[c] += shares[c];
            }
        }

        return [.. encoder.Columns.Zip(weight).Where(pair => pair.First is { Kind: not FeatureKind.Category, HasValue: true })
            .OrderByDescending(pair => pair.Second).Take(2).Select(pair => pair.First)];
    }

    private static bool Shows(ColumnFeature axis, CellKind kind) => kind == (axis.Kind == FeatureKind.Date ? CellKind.Date : CellKind.Number);
}
