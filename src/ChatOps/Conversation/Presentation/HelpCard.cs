using ChatOps.Cards;

namespace ChatOps.Conversation.Presentation;

/// <summary>What the bot can do, with examples that work for this person.</summary>
internal static class HelpCard
{
    public static Card For(IReadOnlyList<string> connections)
    {
        var name = connections.FirstOrDefault(connection => connection == "demo") ?? connections.FirstOrDefault() ?? "demo";
        string[][] examples =
        [
            [$"validate {name}", "Checks schema and data, looks for odd rows, writes a report"],
            [$"profile {name}", "Describes every table and column with exact figures"],
            [$"find anomalies in {name}", "Shows rows that are unlike the others"],
            [$"export {name}", "Writes every table to CSV, once somebody approved"],
            [$"migrate {name} to {Other(connections, name)}", "Validates, shows a plan, and once somebody approved moves every row, compares both sides and proves it; add \"but skip\" and tables, or \"as a dry run\""],
            ["roll back", "Proposes to drop what the last migration made; needs its own decision"],
            ["approve, reject", "Decides on the plan that waits; Edit is a button on its card"],
            ["status, runs, cancel, retry", "Follow and steer what runs"],
            ["why, explain, explain orphaned-rows", "Ask for reasons: what the last run found in words, or what a rule looks for"],
            [$"suggest checks for {name}, suggest keys for {name}", "Proposes checks, or keys and references, each counted on the rows; you decide what is kept"],
            ["what do you remember, forget this conversation", "Shows what I keep of this conversation, and deletes it"],
            ["connections", "Lists the databases you may see"],
            [$"define alias SHOP-CHECK as validate {name}", "Gives a request a name; aliases lists them, \"what does SHOP-CHECK stand for\" shows one with every version"],
            ["what do the documents say about retention", "Quotes the documents that an administrator added, with file and place"],
        ];
        return new Card
        {
            Title = "What I can do",
            Summary = "What I can do",
            Blocks =
            [
                new CardBlock.Text("Write what you want in your own words. I show a plan first; reading starts at once, everything else waits for a decision."),
                new CardBlock.Table(["Say", "What happens"], examples),
            ],
            Actions = [new CardAction.Submit($"validate {name}", new ActionPayload("say", $"validate {name}"), ActionStyle.Positive)],
        };
    }

    private static string Other(IReadOnlyList<string> connections, string name) => connections.FirstOrDefault(connection => connection != name) ?? "warehouse";
}
