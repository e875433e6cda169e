using ChatOps.Agents.Planner;
using ChatOps.Agents.Planner.Model;
using ChatOps.Agents.Planner.Reading;
using ChatOps.Agents.Specialists.SqlDeveloper;

namespace ChatOps.Commands.Interpret;

/// <summary>Who reads requests: the grammar, or a language model with the grammar behind it.</summary>
internal static class Readers
{
    /// <param name="model">Null for the grammar alone.</param>
    public static Answers Of(ModelServices? model, PlannerCatalog world, DatabaseFolder databases)
    {
        var grammar = new Interpreter();
        if (model is null)
            return new Answers(grammar.InterpretAsync, databases.Into(world), databases);
        var behind = new ModelInterpreter(grammar, model.Get<IPlanner>());
        var catalog = databases.Into(world) with { WriteQuery = (name, question, cancellationToken) => databases.WriteAsync(model.Get<SqlAuthor>(), name, question, cancellationToken) };
        return new Answers(behind.InterpretAsync, catalog, databases);
    }
}
