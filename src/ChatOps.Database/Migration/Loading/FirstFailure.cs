namespace ChatOps.Database.Migration.Loading;

/// <summary>Waits for all of several workers, and tells why the first of them failed: the others were only stopped.</summary>
internal static class FirstFailure
{
    internal static async Task OfAsync(IReadOnlyList<Task> running)
    {
        try
        {
            await Task.WhenAll(running);
        }
        catch (Exception) when (running.FirstOrDefault(task => task is { IsFaulted: true }) is { } failed)
        {
            await failed;
        }
    }
}
