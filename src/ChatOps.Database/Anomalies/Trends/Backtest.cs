namespace ChatOps.Database.Anomalies.Trends;

/// <summary>
/// How well a model would have expected the runs that are known: each is predicted from those before it only, so the errors
/// are as honest as the one that is judged by them (Dawid, "The prequential approach", 1984).
/// </summary>
internal sealed record Backtest(TrendModel Model, IReadOnlyList<double> Errors, double Scale)
{
    /// <summary>Runs before the first that is predicted.</summary>
    internal const int Warmup = 4;

    /// <summary>The latest runs that are predicted; more would only repeat what these tell.</summary>
    private const int MostErrors = 30;

    /// <summary>Fewest errors that say how far a model is usually off.</summary>
    private const int FewestErrors = 6;

    /// <summary>A model that needs more must be this much better than a simpler one.</summary>
    private const double Margin = 0.9;

    /// <summary>Weekdays are told apart from three weeks of history on: the tested run stands more than twenty days after the first.</summary>
    private const int SeasonDays = 20;

    /// <summary>The model that would have done best and can say something about the target; null where there is too little history for any.</summary>
    internal static Backtest? Best(History history, Sample target)
    {
        Backtest? best = null;
        var hasSeasons = target.Day - history[0].Day > SeasonDays;
        foreach (var model in TrendModel.All.Where(model => hasSeasons || !model.ByWeekday))
        {
            var test = Run(model, history);
            var canTell = test.Errors.Count >= FewestErrors && model.Predict(history, history.Count, target.Day, target.Weekday) is not null;
            if (canTell && (best is null || test.Scale < best.Scale * Margin))
            {
                best = test;
            }
        }

        return best;
    }

    private static Backtest Run(TrendModel model, History history)
    {
        var errors = new List<double>();
        for (var i = Math.Max(Warmup, history.Count - MostErrors); i < history.Count; i++)
        {
            if (model.Predict(history, i, history[i].Day, history[i].Weekday) is { } expected)
            {
                errors.Add(history[i].Value - expected);
            }
        }

        return new Backtest(model, errors, ScaleOf(errors));
    }

    /// <summary>Around zero, so that a model that is always off to one side counts as a bad one.</summary>
    private static double ScaleOf(List<double> errors)
    {
        var mirrored = new double[errors.Count * 2];
        for (var i = 0; i < errors.Count; i++)
        {
            (mirrored[2 * i], mirrored[2 * i + 1]) = (errors[i], -errors[i]);
        }

        return RobustStatistics.Qn(mirrored);
    }
}
