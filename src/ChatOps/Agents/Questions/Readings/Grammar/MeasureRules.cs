using ChatOps.Agents.Questions.Graph;
using ChatOps.Agents.Questions.Language;
using ChatOps.Agents.Questions.Sql;

namespace ChatOps.Agents.Questions.Readings.Grammar;

/// <summary>"how old", "how much does it cost": a measure that is asked for by its adjective or verb.</summary>
internal sealed class MeasureRules(ParseState state)
{
    private Cursor Cursor => state.Cursor;

    private Draft Draft => state.Draft;

    /// <summary>"how old", and the verb of "how much does it cost": where it stands says nothing.</summary>
    public bool TryMeasure()
    {
        var item = Cursor.Current;
        if (item.Kind != ItemKind.Measure)
            return false;
        state.Measure = item.Measure;
        Cursor.At++;
        return true;
    }

    public void Finish()
    {
        // A sum that nothing used was not understood.
        Draft.Penalty += state.Totalling ? 0.3 : 0;
        var owner = Draft.Head ?? Draft.Outputs.OfType<Output.Column>().Select(column => column.Mention.Candidates[0].Column.Table).FirstOrDefault() ?? state.Scope ?? state.Dangling?.Columns[0].Column.Table;
        if (state.Measure.Count > 0 && owner is { } table)
        {
            var found = state.Names.Hinted(table, state.Measure);
            if (found.Count > 0)
                AddMeasure(new ColumnMention(found, table, table, found[0].Column.Name));
            // "how much does the dearest kind cost": what was named is what has the measure.
            if (found.Count > 0 && Draft.Head is null && Draft.Extremes.Count > 0 && state.Dangling is { } named)
                Draft.Penalty -= ParseState.LeftOver * named.Quality;
            if (found.Count == 0)
                Draft.Penalty += 0.6;
        }
        else if (state.Measuring && state.Dangling is { } measure)
        {
            AddMeasure(state.Mention(measure));
            Draft.Penalty -= ParseState.LeftOver * measure.Quality;
        }
        else if (state.Measuring && !Draft.Outputs.Exists(output => output is Output.Column))
        {
            Draft.Penalty += 0.4;
        }

        if (state.Measuring && Draft.Outputs is [Output.Column { Mention: var amount }] && IsOfSeveral(amount.Candidates[0].Column))
            Draft.Outputs = [new Output.Aggregate(Sql.AggregateKind.Sum, amount)];
        Average();

        // "When did Willy check in?"
        var when = Draft.Outputs.FindIndex(output => output is Output.Asked { Word: Cue.When });
        if (when >= 0 && state.Dangling is { } day && day.Columns[0].Column.Class == ValueClass.Date)
        {
            Draft.Outputs[when] = new Output.Column(state.Mention(day));
            Draft.Penalty -= ParseState.LeftOver * day.Quality;
        }

        // "Who ...? Give the name.": what was said in full takes the place of "who".
        if (Draft.Outputs.Count > 1 && Draft.Outputs.Exists(output => output is Output.Column) && Draft.Outputs.Exists(output => output is Output.Asked))
            Draft.Outputs.RemoveAll(output => output is Output.Asked);
    }

    /// <summary>"how much did Leonie spend": whoever is named may have many rows of it, and all of them are meant.</summary>
    private bool IsOfSeveral(Graph.ColumnNode column) =>
        column is { IsNumber: true, IsKey: false, Table: var table } && Draft.Clauses.Count > 0 && Draft.Clauses.TrueForAll(clause => clause is [Condition.Holds holds] && holds.Values.All(value => value.Column.Table != table));

    // Rows that were named on the way to the measure are whose it is.
    private void AddMeasure(ColumnMention mention)
    {
        if (state.Measuring && Draft.Outputs.Count == 1)
            Draft.Outputs.Clear();
        Draft.Outputs.RemoveAll(output => output is Output.Rows);
        Draft.Outputs.Add(new Output.Column(mention));
    }

    /// <summary>"how many tickets do visitors buy on average": the mean of what was taken for a sum or a column.</summary>
    private void Average()
    {
        if (!state.Averaging)
            return;
        var at = Draft.Outputs.FindIndex(output => output is Output.Aggregate { Kind: Sql.AggregateKind.Sum } || (state.Measuring && output is Output.Column));
        if (at < 0)
            Draft.Penalty += 0.3;
        else
            Draft.Outputs[at] = new Output.Aggregate(Sql.AggregateKind.Average, Draft.Outputs[at] is Output.Column column ? column.Mention : ((Output.Aggregate)Draft.Outputs[at]).Mention);
    }
}
