using ChatOps.Pipelines.State;

namespace ChatOps.Agents.Models;

/// <summary>The room's tables. A shipped script never changes; a change is a new version.</summary>
internal static class ModelCallTables
{
    /// <summary>One row per question to a model, whatever came of it; <c>asked_at</c> in milliseconds since 1970, <c>duration</c> in milliseconds. No text of anybody.</summary>
    public static StateScript Version1 { get; } = new("models", 1, """
        CREATE TABLE model_calls (
            id INTEGER PRIMARY KEY,
            asked_at INTEGER NOT NULL,
            agent TEXT NOT NULL,
            provider TEXT NOT NULL,
            model TEXT NOT NULL,
            prompt_version TEXT NOT NULL,
            outcome TEXT NOT NULL,
            repairs INTEGER NOT NULL,
            input_tokens INTEGER NOT NULL,
            output_tokens INTEGER NOT NULL,
            duration INTEGER NOT NULL
        );
        CREATE INDEX model_calls_time ON model_calls (asked_at);
        """);
}
