using System.Text;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace ChatOps.Agents.Models;

/// <summary>Puts the calls of tools together that an endpoint streams: the id and the name in the first piece of each, its arguments in all of them.</summary>
internal sealed class StreamedCalls
{
    private readonly SortedDictionary<int, (string Id, string Name, StringBuilder Arguments)> _calls = [];

    public void Add(IReadOnlyList<StreamingChatToolCallUpdate> pieces)
    {
        foreach (var piece in pieces)
        {
            var (id, name, arguments) = _calls.GetValueOrDefault(piece.Index, ("", "", new StringBuilder()));
            if (piece.FunctionArgumentsUpdate?.ToMemory().Length > 0)
                arguments.Append(piece.FunctionArgumentsUpdate);
            _calls[piece.Index] = (piece.ToolCallId is { Length: > 0 } given ? given : id, piece.FunctionName is { Length: > 0 } named ? named : name, arguments);
        }
    }

    /// <summary>The whole calls as one more update; null where there were none.</summary>
    public ChatResponseUpdate? Read() => _calls.Count == 0
        ? null
        : new ChatResponseUpdate(ChatRole.Assistant, [.. _calls.Values.Select(AIContent (call) => OpenAiMessages.Call(call.Id, call.Name, BinaryData.FromString(call.Arguments.ToString())))]);
}
