namespace ChatOps.Database.Profiling.Semantics;

/// <summary>Numbers of accounts and cards, told from any others by their check digits.</summary>
internal static class MoneyTexts
{
    /// <summary>Country, check digits and up to 30 characters, with or without blanks; the whole leaves 1 when divided by 97 (ISO 13616, ISO 7064 MOD 97-10).</summary>
    internal static bool IsIban(ReadOnlySpan<byte> text)
    {
        Span<byte> compact = stackalloc byte[34];
        if (Compact(text, compact) is not (>= 15 and var length) || !char.IsAsciiLetterUpper((char)compact[0]) || !char.IsAsciiLetterUpper((char)compact[1]))
        {
            return false;
        }

        var rest = 0;
        for (var index = 0; index < length; index++)
        {
            var next = compact[(index + 4) % length];
            if (char.IsAsciiDigit((char)next))
            {
                rest = ((rest * 10) + next - '0') % 97;
            }
            else if (char.IsAsciiLetterUpper((char)next))
            {
                rest = ((rest * 100) + next - 'A' + 10) % 97;
            }
            else
            {
                return false;
            }
        }

        return rest == 1 && char.IsAsciiDigit((char)compact[2]) && char.IsAsciiDigit((char)compact[3]);
    }

    /// <summary>13 to 19 digits that begin like those of a card network and pass Luhn's test (ISO/IEC 7812-1 annex B).</summary>
    internal static bool IsCard(ReadOnlySpan<byte> text)
    {
        Span<byte> compact = stackalloc byte[34];
        if (Compact(text, compact) is not (>= 13 and <= 19 and var length) || compact[0] is not (>= (byte)'2' and <= (byte)'6'))
        {
            return false;
        }

        var sum = 0;
        for (var index = 0; index < length; index++)
        {
            var digit = compact[length - 1 - index] - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            sum += index % 2 == 0 ? digit : digit > 4 ? (digit * 2) - 9 : digit * 2;
        }

        return sum % 10 == 0;
    }

    /// <summary>Copies without blanks and hyphens and returns the length; -1 where that is too long.</summary>
    private static int Compact(ReadOnlySpan<byte> text, Span<byte> compact)
    {
        var length = 0;
        foreach (var next in text)
        {
            if (next is not ((byte)' ' or (byte)'-'))
            {
                if (length == compact.Length)
                {
                    return -1;
                }

                compact[length++] = next;
            }
        }

        return length;
    }
}
