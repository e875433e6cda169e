namespace ChatOps.Tests.Questions;

/// <summary>Tables and columns that are called like words of the bot's own, with states that are verbs in the grammar.</summary>
internal static class Helpdesk
{
    public const string Script = """
        CREATE TABLE agents (id INTEGER PRIMARY KEY, name TEXT, team TEXT, runs INTEGER);
        CREATE TABLE tickets (id INTEGER PRIMARY KEY, title TEXT, status TEXT, priority TEXT, approved INTEGER, retries INTEGER, schedule TEXT, cancelled INTEGER, agent_id INTEGER REFERENCES agents (id));
        CREATE TABLE jobs (id INTEGER PRIMARY KEY, name TEXT, status TEXT);
        INSERT INTO agents VALUES (1, 'Anna', 'red', 3), (2, 'Bob', 'blue', 5);
        INSERT INTO tickets VALUES (1, 'printer', 'open', 'high', 1, 0, 'daily', 0, 1), (2, 'mouse', 'closed', 'low', 0, 2, 'weekly', 1, 2), (3, 'screen', 'open', 'low', 1, 1, 'daily', 0, 1), (4, 'desk', 'shipped', 'low', 1, 4, 'daily', 0, 2);
        INSERT INTO jobs VALUES (1, 'load', 'failed'), (2, 'dump', 'done');
        """;

    public static IReadOnlyList<(string Question, string Rows)> Questions { get; } =
    [
        ("how many open tickets?", "2"),
        ("how many tickets are open?", "2"),
        ("how many tickets are not open?", "2"),
        ("How many tickets were shipped?", "1"),
        ("list the tickets with status open", "printer; screen"),
        ("closed or open tickets", "mouse; printer; screen"),
        ("open tickets per agent", "Anna 2"),
        ("cancelled tickets per agent", "Bob 1"),
        ("how many tickets are approved?", "3"),
        ("which tickets are not approved", "mouse"),
        ("what is the status of ticket 2?", "closed"),
        ("show agent 2", "2 Bob blue 5"),
        ("show the tickets by status", "desk shipped; mouse closed; printer open; screen open"),
        ("names of agents with more than 3 runs", "Bob"),
    ];
}
