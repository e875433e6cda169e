namespace ChatOps.Conversation;

/// <summary>Where channels hand in what people said. An interface because the channels' wire tests answer in its place.</summary>
public interface ITurnReceiver
{
    /// <summary>
    /// Returns once the turn is durable; it is answered through the reply port, in order within its conversation,
    /// also after a crash. A turn with a known id is ignored.
    /// </summary>
    Task AcceptAsync(Turn turn, CancellationToken cancellationToken);
}
