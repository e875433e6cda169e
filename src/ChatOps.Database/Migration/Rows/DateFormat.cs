namespace ChatOps.Database.Migration.Rows;

/// <summary>The inverse of <see cref="DateText"/>: ISO 8601 with a blank before the time and no zeros at the end of a fraction.</summary>
internal static class DateFormat
{
    /// <summary>Room for the longest: a year of six digits, microseconds and BC.</summary>
    internal const int Longest = 32;

    internal static byte[] Date(int days)
    {
        Span<byte> buffer = stackalloc byte[Longest];
        return buffer[..(days is int.MaxValue or int.MinValue ? PutInfinity(buffer, days > 0) : PutDay(buffer, days, null))].ToArray();
    }

    internal static byte[] Moment(long micros)
    {
        Span<byte> buffer = stackalloc byte[Longest];
        if (micros is long.MaxValue or long.MinValue)
        {
            return buffer[..PutInfinity(buffer, micros > 0)].ToArray();
        }

        var days = micros >= 0 ? micros / DateText.MicrosPerDay : (micros - DateText.MicrosPerDay + 1) / DateText.MicrosPerDay;
        return buffer[..PutDay(buffer, days, micros - (days * DateText.MicrosPerDay))].ToArray();
    }

    internal static byte[] Time(long micros)
    {
        Span<byte> buffer = stackalloc byte[Longest];
        return buffer[..PutTime(buffer, micros)].ToArray();
    }

    /// <summary>As PostgreSQL spells it.</summary>
    private static int PutInfinity(Span<byte> buffer, bool positive)
    {
        var word = positive ? "infinity"u8 : "-infinity"u8;
        word.CopyTo(buffer);
        return word.Length;
    }

    /// <summary>Writes and tells how many bytes.</summary>
    /// <param name="time">Microseconds of the day, or null for the day alone.</param>
    private static int PutDay(Span<byte> buffer, long days, long? time)
    {
        var (year, month, day) = DateText.Civil(days);
        var length = PutNumber(buffer, year > 0 ? year : 1 - year, 4);
        buffer[length++] = (byte)'-';
        length += PutNumber(buffer[length..], month, 2);
        buffer[length++] = (byte)'-';
        length += PutNumber(buffer[length..], day, 2);
        if (time is { } micros)
        {
            buffer[length++] = (byte)' ';
            length += PutTime(buffer[length..], micros);
        }

        if (year <= 0)
        {
            " BC"u8.CopyTo(buffer[length..]);
            length += 3;
        }

        return length;
    }

    private static int PutTime(Span<byte> buffer, long micros)
    {
        var seconds = micros / DateText.MicrosPerSecond;
        var length = PutNumber(buffer, (int)(seconds / 3600), 2);
        buffer[length++] = (byte)':';
        length += PutNumber(buffer[length..], (int)(seconds / 60 % 60), 2);
        buffer[length++] = (byte)':';
        length += PutNumber(buffer[length..], (int)(seconds % 60), 2);
        var fraction = (int)(micros % DateText.MicrosPerSecond);
        if (fraction == 0)
        {
            return length;
        }

        buffer[length++] = (byte)'.';
        length += PutNumber(buffer[length..], fraction, 6);
        while (buffer[length - 1] == '0')
        {
            length--;
        }

        return length;
    }

    private static int PutNumber(Span<byte> buffer, int number, int least)
    {
        var digits = least;
        for (var limit = number / (int)Math.Pow(10, least); limit > 0; limit /= 10)
        {
            digits++;
        }

        for (var position = digits - 1; position >= 0; position--, number /= 10)
        {
            buffer[position] = (byte)('0' + (number % 10));
        }

        return digits;
    }
}
