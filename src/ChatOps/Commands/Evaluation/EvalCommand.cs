using System.CommandLine;

namespace ChatOps.Commands.Evaluation;

/// <summary><c>eval</c>: measures planners and answers by data sets, and makes one. It keeps nothing and changes nothing.</summary>
internal sealed class EvalCommand(GlobalOptions options)
{
    public Command Build() => new("eval", "Measures how well requests and questions are understood, by data sets of your own.")
    {
        new EvalPlans(options).Build(),
        new EvalRequests(options).Build(),
        new EvalQuestions().Build(),
        new EvalGenerate(options).Build(),
    };
}
