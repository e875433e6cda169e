using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;
using Wire = OpenAI.Chat;

namespace ChatOps.Agents.Models;

/// <summary>Messages and options in the words of OpenAI's library, and its answers in those of <c>Microsoft.Extensions.AI</c>.</summary>
internal static class OpenAiMessages
{
    public static IEnumerable<Wire.ChatMessage> Of(IEnumerable<ChatMessage> messages) => messages.SelectMany(Of);

    public static ChatCompletionOptions Options(ChatOptions? asked, ModelOptions model)
    {
        var options = new ChatCompletionOptions();
        if (model.SendTemperature)
            (options.Temperature, options.TopP) = ((float?)(model.Temperature ?? asked?.Temperature), asked?.TopP);
        if (asked?.MaxOutputTokens is { } limit)
            Limit(options, limit, model);
        if (asked?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } format)
            options.ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(format.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), format.SchemaDescription, jsonSchemaIsStrict: true);
        else if (asked?.ResponseFormat is ChatResponseFormatJson)
            options.ResponseFormat = ChatResponseFormat.CreateJsonObjectFormat();
        foreach (var tool in asked?.Tools?.OfType<AIFunctionDeclaration>() ?? [])
            options.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, BinaryData.FromString(tool.JsonSchema.GetRawText())));
        return options;
    }

    public static ChatResponse Read(ChatCompletion completion)
    {
        if (completion.Refusal is { Length: > 0 })
            throw new ModelException(ModelProblem.Declined, "The model declined to answer.");
        List<AIContent> contents = [.. completion.Content.Where(part => part.Text is not null).Select(part => new TextContent(part.Text)), .. completion.ToolCalls.Select(Read)];
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents))
        {
            ModelId = completion.Model,
            FinishReason = Read(completion.FinishReason),
            Usage = Read(completion.Usage),
        };
    }

    /// <param name="calls">Calls of tools come in pieces, and are whole at the end of the stream only.</param>
    public static ChatResponseUpdate Read(StreamingChatCompletionUpdate update, StreamedCalls calls)
    {
        if (update.RefusalUpdate is { Length: > 0 })
            throw new ModelException(ModelProblem.Declined, "The model declined to answer.");
        calls.Add(update.ToolCallUpdates);
        List<AIContent> contents = [.. update.ContentUpdate.Where(part => part.Text is not null).Select(part => new TextContent(part.Text))];
        if (Read(update.Usage) is { } usage)
            contents.Add(new UsageContent(usage));
        return new ChatResponseUpdate(ChatRole.Assistant, contents) { FinishReason = update.FinishReason is { } reason ? Read(reason) : null };
    }

    private static void Limit(ChatCompletionOptions options, int limit, ModelOptions model)
    {
        if (model.LimitField == ModelOptions.Fields[0])
        {
            options.MaxOutputTokenCount = limit;
            return;
        }

#pragma warning disable SCME0001 // The only way to send the older name of the field.
        options.Patch.Set("$.max_tokens"u8, limit);
#pragma warning restore SCME0001
    }

    private static IEnumerable<Wire.ChatMessage> Of(ChatMessage message)
    {
        if (message.Role == ChatRole.System)
            return [new SystemChatMessage(message.Text)];
        if (message.Role == ChatRole.Tool)
            return message.Contents.OfType<FunctionResultContent>().Select(result => new ToolChatMessage(result.CallId, result.Result as string ?? JsonSerializer.Serialize(result.Result)));
        if (message.Role != ChatRole.Assistant)
            return [new UserChatMessage(message.Text)];
        List<ChatToolCall> calls = [.. message.Contents.OfType<FunctionCallContent>().Select(call => ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, BinaryData.FromString(JsonSerializer.Serialize(call.Arguments))))];
        return [calls.Count > 0 ? new AssistantChatMessage(calls) : new AssistantChatMessage(message.Text)];
    }

    private static FunctionCallContent Read(ChatToolCall call) => Call(call.Id, call.FunctionName, call.FunctionArguments);

    /// <param name="arguments">JSON, as the model wrote it.</param>
    public static FunctionCallContent Call(string id, string name, BinaryData arguments) =>
        FunctionCallContent.CreateFromParsedArguments(arguments, id, name, json => JsonSerializer.Deserialize<Dictionary<string, object?>>(json));

    private static ChatFinishReason Read(Wire.ChatFinishReason reason) => reason switch
    {
        Wire.ChatFinishReason.Length => ChatFinishReason.Length,
        Wire.ChatFinishReason.ToolCalls or Wire.ChatFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
        Wire.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        _ => ChatFinishReason.Stop,
    };

    private static UsageDetails? Read(ChatTokenUsage? usage) => usage is null
        ? null
        : new UsageDetails { InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount };
}
