namespace ChatOps.Rest;

/// <summary>The <c>Rest</c> section.</summary>
public sealed class RestOptions
{
    /// <summary>Host names beside the loopback ones under which browsers may reach this program, such as <c>chatops.example.org</c>.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>A sign-in that was not used for so long is over.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromHours(12);

    /// <summary>A sign-in is over after this, used or not.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Where the built web app is.</summary>
    public string WebRoot { get; init; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Everything that is wrong, each naming its key.</summary>
    public IEnumerable<string> Validate()
    {
        for (var i = 0; i < AllowedHosts.Count; i++)
        {
            if (Uri.CheckHostName(AllowedHosts[i]) == UriHostNameType.Unknown)
                yield return $"Rest:AllowedHosts:{i} is '{AllowedHosts[i]}'; write a host name without scheme and port, such as chatops.example.org.";
        }

        if (SessionIdle <= TimeSpan.Zero)
            yield return "Rest:SessionIdle must be above zero.";
        if (SessionLifetime < SessionIdle)
            yield return "Rest:SessionLifetime is below Rest:SessionIdle, so the idle time could never be reached.";
        if (string.IsNullOrWhiteSpace(WebRoot))
            yield return "Rest:WebRoot is empty; leave it away to use the built page beside the program.";
    }
}
