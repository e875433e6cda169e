namespace ChatOps.Database.Anomalies;

/// <summary>Draws rows without replacement: a partial shuffle held in a dictionary, so that many rows to draw from cost nothing.</summary>
internal static class RowDraw
{
    /// <summary><paramref name="count"/> different numbers below <paramref name="rows"/>, in the order they were drawn.</summary>
    public static int[] Of(int rows, int count, ref SeededRandom random)
    {
        var drawn = new int[count];
        var moved = new Dictionary<int, int>();
        for (var i = 0; i < count; i++)
        {
            var j = i + (int)random.Below(rows - i);
            drawn[i] = moved.GetValueOrDefault(j, j);
            moved[j] = moved.GetValueOrDefault(i, i);
        }

        return drawn;
    }
}
