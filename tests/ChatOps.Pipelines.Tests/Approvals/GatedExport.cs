using ChatOps.Pipelines.Approvals;
using ChatOps.Pipelines.Definition;
using ChatOps.Pipelines.Engine;
using ChatOps.Pipelines.Runs;
using ChatOps.Pipelines.State;
using ChatOps.Pipelines.Tests.Support;

namespace ChatOps.Pipelines.Tests.Approvals;

/// <summary>A plan whose writing steps need a decision, and the step that writes.</summary>
internal static class GatedExport
{
    public const string Yaml = """
        name: export
        inputs: { target: { type: string, default: demo@prod } }
        steps:
          - { id: look, type: test.echo, with: { n: 1 } }
          - { id: write, type: test.write, needs: [look], with: { target: "{{ inputs.target }}" } }
          - { id: again, type: test.write, needs: [write], with: { target: "{{ inputs.target }}", second: true } }
          - { id: report, type: test.echo, needs: [again] }
        """;

    public static Handler Write(Action<StepContext>? act = null, RiskClass risk = RiskClass.Write) => new("test.write", risk, (context, _) =>
    {
        act?.Invoke(context);
        return Task.FromResult(context.With);
    });
}
