namespace ChatOps.Commands;

/// <summary>The local person's decision where <c>--yes</c> did not give it.</summary>
internal static class LocalDecision
{
    /// <summary>Asks at a terminal; without one the answer is no.</summary>
    public static async Task<bool> AskAsync(string question)
    {
        if (Console.IsInputRedirected)
            return false;
        await Console.Error.WriteAsync($"{question} [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes" or "Yes" or "YES";
    }
}
