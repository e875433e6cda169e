using System.Globalization;
using System.Text.Json;
using ChatOps.Agents.Planner.Plans;
using ChatOps.Pipelines.Definition;

namespace ChatOps.Agents.Evaluation;

/// <summary>Makes instructions with the plans that are right for them. The same seed makes the same pairs, whenever and wherever.</summary>
internal sealed class PairGenerator
{
    private static readonly string[] Names = ["sales", "crm", "warehouse", "billing", "inventory", "shop", "archive", "support", "logistics", "finance", "webshop", "payroll"];
    private static readonly string[] Tables = ["customers", "orders", "order_items", "invoices", "payments", "products", "suppliers", "tickets", "employees", "shipments", "contracts", "visits"];
    private static readonly string[] Environments = ["dev", "dev", "staging", "prod"];
    private static readonly string[] Providers = ["sqlite", "postgresql", "mysql"];
    private static readonly string[] Shapes = ["linear", "parallel", "merge"];
    private static readonly string[] Families = ["work", "steps"];
    private static readonly PlannedAction[] Reported = [PlannedAction.Validate, PlannedAction.Profile, PlannedAction.Anomalies];

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web);

    private readonly Random _random;
    private readonly PairWords[] _words;

    /// <param name="languages">Of <see cref="PairWords.Languages"/>; they take turns.</param>
    public PairGenerator(int seed, IReadOnlyList<string> languages) => (_random, _words) = (new Random(seed), [.. languages.Select(PairWords.In)]);

    /// <summary>As many pairs as asked for, the three shapes, the languages and the families in turn.</summary>
    public IEnumerable<InstructionPair> Make(int count) => Enumerable.Range(0, count).Select(number =>
    {
        var (shape, words) = (Shapes[number % Shapes.Length], _words[number / Shapes.Length % _words.Length]);
        return Families[number / (Shapes.Length * _words.Length) % Families.Length] == "work" ? OfWork(number, shape, words) : OfSteps(number, shape, words);
    });

    private InstructionPair OfWork(int number, string shape, PairWords words)
    {
        var world = World();
        var work = shape switch
        {
            "parallel" => Parallel(world),
            "merge" => Merge(world),
            _ => Linear(world),
        };
        // Two pieces on one connection depend on one another; others may be said in any order.
        var instruction = string.Join(shape == "linear" ? words.Then : words.And, work.Select(item => words.Of(item, _random)));
        return new InstructionPair
        {
            Id = $"{shape}-{number.ToString("D6", CultureInfo.InvariantCulture)}",
            Language = words.Language,
            Shape = shape,
            Family = "work",
            Instruction = instruction,
            Connections = world,
            Answer = Answer(work),
            Plan = Canonical(PlanBuilder.Build(work, [], instruction).Definition),
        };
    }

    private InstructionPair OfSteps(int number, string shape, PairWords words)
    {
        var world = World();
        var place = new StepPlace(world[0].Name, world[1].Name, One(world[0].Tables));
        var (instruction, steps) = shape switch
        {
            "parallel" => Beside(words, place, new StepPlace(world[2].Name, world[1].Name, One(world[2].Tables))),
            "merge" => Together(words, place),
            _ => InTurn(words, place),
        };
        return new InstructionPair
        {
            Id = $"steps-{shape}-{number.ToString("D6", CultureInfo.InvariantCulture)}",
            Language = words.Language,
            Shape = shape,
            Family = "steps",
            Instruction = instruction,
            Connections = world,
            Plan = Canonical(new PipelineDefinition { Name = shape, Steps = steps }),
        };
    }

    /// <summary>One piece, or two of which the second waits for the first.</summary>
    private (string, IReadOnlyList<StepDefinition>) InTurn(PairWords words, StepPlace place)
    {
        var pieces = Pick(StepPieces.All, _random.Next(1, 3));
        if (pieces.Count == 1)
            return (words.Of(pieces[0], place, _random), StepPieces.Of(pieces[0], place));
        var first = StepPieces.Of(pieces[0], place, "a_");
        return (string.Join(words.Then, pieces.Select(piece => words.Of(piece, place, _random))), [.. first, .. StepPieces.Of(pieces[1], place, "b_", [first[^1].Id])]);
    }

    /// <summary>A piece on each of two connections.</summary>
    private (string, IReadOnlyList<StepDefinition>) Beside(PairWords words, StepPlace one, StepPlace other)
    {
        var pieces = Pick(StepPieces.All, 2);
        return ($"{words.Of(pieces[0], one, _random)}{words.And}{words.Of(pieces[1], other, _random)}", [.. StepPieces.Of(pieces[0], one, "a_"), .. StepPieces.Of(pieces[1], other, "b_")]);
    }

    /// <summary>Two results of one connection in one report.</summary>
    private (string, IReadOnlyList<StepDefinition>) Together(PairWords words, StepPlace place)
    {
        var pieces = Pick(StepPieces.Reported, 2);
        IReadOnlyList<StepDefinition>[] parts = [StepPieces.Of(pieces[0], place, "a_"), StepPieces.Of(pieces[1], place, "b_")];
        var said = string.Join(words.And, pieces.Select(piece => words.Of(piece, place, _random))) + words.Then + words.Report;
        return (said, [.. parts[0], .. parts[1], StepPieces.Report(place, [.. parts.Select(part => part[^1].Id)])]);
    }

    /// <summary>The definition in the one form in which plans are compared.</summary>
    public static JsonElement Canonical(PipelineDefinition definition) => JsonDocument.Parse(PipelineJson.Write(definition)).RootElement.Clone();

    private List<PairConnection> World()
    {
        var names = Pick(Names, _random.Next(3, 6));
        return [.. names.Select(name => new PairConnection(name, One(Environments), One(Providers), Pick(Tables, _random.Next(4, 8))))];
    }

    /// <summary>One piece of work, or an export that waits for the validation before it.</summary>
    private IReadOnlyList<PlannedWork> Linear(List<PairConnection> world)
    {
        var (from, to) = (world[0], world[1]);
        return _random.Next(6) switch
        {
            0 => [new PlannedWork(PlannedAction.Migrate, from.Name, Condition: PlannedCondition.Clean, Target: to.Name)],
            1 => [new PlannedWork(PlannedAction.DryRun, from.Name, Target: to.Name)],
            2 => [new PlannedWork(PlannedAction.Export, from.Name, Some(from))],
            3 => [new PlannedWork(One(Reported), from.Name, Some(from))],
            var condition =>
            [
                new PlannedWork(PlannedAction.Validate, from.Name),
                new PlannedWork(PlannedAction.Export, from.Name, Condition: condition == 4 ? PlannedCondition.Clean : PlannedCondition.Errors),
            ],
        };
    }

    /// <summary>One piece of work on each of two or three connections.</summary>
    private IReadOnlyList<PlannedWork> Parallel(List<PairConnection> world) =>
        [.. world.Take(_random.Next(2, 4)).Select(connection => new PlannedWork(_random.Next(4) == 0 ? PlannedAction.Export : One(Reported), connection.Name))];

    /// <summary>Two results of one connection, which one report brings together.</summary>
    private IReadOnlyList<PlannedWork> Merge(List<PairConnection> world) =>
        [.. Pick(Reported, 2).Select(action => new PlannedWork(action, world[0].Name))];

    /// <summary>All tables, or one or two of them.</summary>
    private IReadOnlyList<string>? Some(PairConnection connection) => _random.Next(2) == 0 ? null : Pick(connection.Tables, _random.Next(1, 3));

    private T One<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private List<T> Pick<T>(IReadOnlyList<T> items, int count)
    {
        var left = items.ToList();
        var picked = new List<T>(count);
        for (; picked.Count < count; left.Remove(picked[^1]))
            picked.Add(left[_random.Next(left.Count)]);
        return picked;
    }

    private static JsonElement Answer(IReadOnlyList<PlannedWork> work) => JsonSerializer.SerializeToElement(
        new
        {
            outcome = "execute",
            work = work.Select(item => new { action = PairWords.WordOf(item.Action), item.Connection, item.Tables, item.Target, condition = item.Condition.ToString().ToLowerInvariant() }),
            assumptions = Array.Empty<string>(),
            question = (string?)null,
            choices = Array.Empty<string>(),
            reason = (string?)null,
        },
        Written);
}
