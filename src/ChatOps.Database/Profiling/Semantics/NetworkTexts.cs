using System.Buffers;
using System.Net;
using System.Text;

namespace ChatOps.Database.Profiling.Semantics;

/// <summary>Addresses on networks.</summary>
internal static class NetworkTexts
{
    private static readonly SearchValues<byte> NotInEmail = SearchValues.Create(" \t\r\n,;<>()[]\""u8);
    private static readonly SearchValues<byte> HostCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"u8);

    /// <summary>One @ between a local part and a domain with a point (RFC 5321 section 4.1.2, without quoted local parts and address literals).</summary>
    internal static bool IsEmail(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf((byte)'@');
        if (at is < 1 or > 64 || text.Length > 254 || text.IndexOfAny(NotInEmail) >= 0)
        {
            return false;
        }

        var domain = text[(at + 1)..];
        var point = domain.LastIndexOf((byte)'.');
        return point > 0 && domain.Length - point > 2 && domain[0] != '.' && !domain.Contains((byte)'@') && text[0] != '.' && text.IndexOf(".."u8) < 0;
    }

    internal static bool IsUrl(ReadOnlySpan<byte> text)
    {
        var rest = text.StartsWith("https://"u8) ? text[8..] : text.StartsWith("http://"u8) ? text[7..] : text.StartsWith("ftp://"u8) ? text[6..] : text.StartsWith("www."u8) ? text : [];
        var host = rest.IndexOfAnyExcept(HostCharacters) is var end and >= 0 ? rest[..end] : rest;
        return host.Length > 1 && (host.Contains((byte)'.') || host.StartsWith("localhost"u8)) && !rest.Contains((byte)' ');
    }

    internal static bool IsIpv4(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 7 or > 15)
        {
            return false;
        }

        var (points, digits, value) = (0, 0, 0);
        foreach (var next in text)
        {
            if (next == '.' && digits > 0)
            {
                (points, digits, value) = (points + 1, 0, 0);
            }
            else if (char.IsAsciiDigit((char)next) && digits < 3 && (value = (value * 10) + next - '0') <= 255)
            {
                digits++;
            }
            else
            {
                return false;
            }
        }

        return points == 3 && digits > 0;
    }

    internal static bool IsIpv6(ReadOnlySpan<byte> text) =>
        text.Length is > 1 and < 46 && text.Count((byte)':') >= 2 && IPAddress.TryParse(Encoding.ASCII.GetString(text), out _);

    /// <summary>Six pairs of hex digits.</summary>
    internal static bool IsMac(ReadOnlySpan<byte> text)
    {
        if (text.Length != 17 || text[2] is not ((byte)':' or (byte)'-'))
        {
            return false;
        }

        for (var index = 0; index < text.Length; index++)
        {
            if (index % 3 == 2 ? text[index] != text[2] : !char.IsAsciiHexDigit((char)text[index]))
            {
                return false;
            }
        }

        return true;
    }
}
