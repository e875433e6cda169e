using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ChatOps.Channels.DirectLine;

/// <summary>Sending and polling.</summary>
internal static class ActivityEndpoints
{
    private const int PollSize = 200;

    private const string FilesNote = "I do not read files yet, so the file was not kept. Write what you want, or name a configured connection.";

    public static async Task<IResult> PollAsync(HttpContext context, string id, string? watermark, DirectLineServices room)
    {
        if (room.Callers.Authenticate(context, id, out _, out _) is { } refusal)
            return refusal;
        if (DirectLineEndpoints.ReadWatermark(watermark) is not { } after)
            return DirectLineEndpoints.BadWatermark;
        if (await room.Store.FindAsync(id, context.RequestAborted) is not { } conversation)
            return DirectLineError.UnknownConversation;
        var activities = await room.Store.AfterAsync(id, after, PollSize, context.RequestAborted);
        var reached = activities.Count > 0 ? activities[^1].Watermark : Math.Min(after, conversation.Watermark);
        return Results.Bytes(ActivitySet.Write(activities, reached), "application/json; charset=utf-8");
    }

    public static async Task<IResult> PostAsync(HttpContext context, string id, DirectLineServices room)
    {
        var (token, refusal) = await AdmitAsync(context, id, room);
        if (refusal is not null)
            return refusal;
        var (body, problem) = await RequestBody.ReadObjectAsync(context.Request, room.Options.MaxBodyBytes, mayBeEmpty: false, context.RequestAborted);
        if (problem is not null)
            return problem;
        var (activity, mistake) = IncomingActivity.Read(body!.Value, room.Options);
        if (mistake is not null)
            return mistake;
        return Results.Json(new { id = await room.Inbox.TakeAsync(token!, activity!, note: null, context.RequestAborted) });
    }

    /// <summary>Takes the words of a multipart message and says that its files are not read.</summary>
    public static async Task<IResult> UploadAsync(HttpContext context, string id, DirectLineServices room)
    {
        var (token, refusal) = await AdmitAsync(context, id, room);
        if (refusal is not null)
            return refusal;
        if (context.Request.ContentLength > room.Options.MaxUploadBytes)
            return TooLargeUpload(room.Options);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = room.Options.MaxUploadBytes;
        try
        {
            var (activity, problem) = await ReadPartsAsync(context.Request, room.Options, context.RequestAborted);
            return problem is not null
                ? problem
                : Results.Json(new { id = await room.Inbox.TakeAsync(token!, activity!, FilesNote, context.RequestAborted) });
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLargeUpload(room.Options);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException && !context.RequestAborted.IsCancellationRequested)
        {
            return DirectLineError.BadArgument("The upload ended in the middle or its parts are not separated as its Content-Type says; nothing was taken.");
        }
    }

    private static async Task<(DirectLineToken? Token, DirectLineError? Refusal)> AdmitAsync(HttpContext context, string id, DirectLineServices room)
    {
        if (room.Callers.Authenticate(context, id, out var token, out _) is { } refusal)
            return (null, refusal);
        if (await room.Store.FindAsync(id, context.RequestAborted) is null)
            return (null, DirectLineError.UnknownConversation);
        return room.Limiter.Refuse(token!.UserId) is { } wait ? (null, DirectLineError.Busy(wait)) : (token, null);
    }

    private static async Task<(IncomingActivity? Activity, DirectLineError? Problem)> ReadPartsAsync(
        HttpRequest request, DirectLineOptions options, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
        {
            return (null, new DirectLineError(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "Send uploads as multipart/form-data."));
        }

        var (found, problem) = (default(IncomingActivity), default(DirectLineError));
        var parts = new MultipartReader(boundary, request.Body);
        while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            if (found is null && problem is null && part.ContentType?.StartsWith("application/vnd.microsoft.activity", StringComparison.OrdinalIgnoreCase) == true)
                (found, problem) = await ReadActivityAsync(part.Body, options, cancellationToken);
            else
                await part.Body.CopyToAsync(Stream.Null, cancellationToken);
        }

        return problem is not null ? (null, problem) : (found ?? WithoutWords(), null);
    }

    private static async Task<(IncomingActivity? Activity, DirectLineError? Problem)> ReadActivityAsync(
        Stream part, DirectLineOptions options, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadBytesAsync(part, options.MaxBodyBytes, cancellationToken) is not { } bytes)
            return (null, DirectLineError.TooLarge($"The message is larger than {options.MaxBodyBytes / 1024} KB and was not taken. Send a shorter one."));
        var (body, problem) = RequestBody.ParseObject(bytes);
        return problem is not null ? (null, problem) : IncomingActivity.Read(body!.Value, options);
    }

    private static IncomingActivity WithoutWords() => new() { Type = "message", Echo = new() { ["type"] = "message", ["text"] = "(a file)" } };

    private static DirectLineError TooLargeUpload(DirectLineOptions options) =>
        DirectLineError.TooLarge($"The upload is larger than {options.MaxUploadBytes / (1024 * 1024)} MB and was not taken.");
}
