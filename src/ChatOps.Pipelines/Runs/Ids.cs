using System.Security.Cryptography;

namespace ChatOps.Pipelines.Runs;

/// <summary>Ids in Crockford's base 32, lower case: no letters that look like digits.</summary>
internal static class Ids
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Six digits of the second, so that ids sort by time, and four random ones, such as <c>r-1h8f2k9w3q</c>.</summary>
    public static string Short(char kind, DateTimeOffset now)
    {
        var seconds = (long)(now - Start).TotalSeconds;
        Span<char> id = stackalloc char[12];
        (id[0], id[1]) = (kind, '-');
        for (var i = 7; i >= 2; i--, seconds >>= 5)
            id[i] = Digits[(int)(seconds & 31)];
        for (var i = 8; i < id.Length; i++)
            id[i] = Digits[RandomNumberGenerator.GetInt32(32)];
        return new string(id);
    }

    /// <summary>130 random bits; knowing it is as good as a password.</summary>
    public static string Unguessable() => RandomNumberGenerator.GetString(Digits, 26);
}
