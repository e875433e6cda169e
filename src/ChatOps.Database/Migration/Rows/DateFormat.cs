namespace ChatOps.Database.Migration.Rows;

/// <summary>The inverse of <see cref="DateText"/>: ISO 8601 with a blank before the time and no zeros at the end of a fraction.</summary>
internal static class DateFormat
{
    /// <summary>Room for the longest: a year of six digits, microseconds and BC.</summary>
    internal const int Longest = 32;

    internal static byte[] Date(int days) => Format(days switch { int.MaxValue => long.MaxValue, int.MinValue => long.MinValue, _ => days * DateText.MicrosPerDay }, withTime: false);

    internal static byte[] Moment(long micros) => Format(micros, withTime: true);

    internal static byte[] Time(long micros)
    {
        Span<byte> buffer = stackalloc byte[Longest];
        return buffer[..PutTime(buffer, micros)].ToArray();
    }

    /// <summary>Writes and tells how many bytes; infinities as PostgreSQL spells them.</summary>
    internal static int Put(Span<byte> buffer, long micros, bool withTime)
    {
        if (micros is long.MaxValue or long.MinValue)
        {
            var word = micros == long.MaxValue ? "infinity"u8 : "-infinity"u8;
            word.CopyTo(buffer);
            return word.Length;
        }

        var days = micros >= 0 ? micros / DateText.MicrosPerDay : (micros - DateText.MicrosPerDay + 1) / DateText.MicrosPerDay;
        var (year, month, day) = DateText.Civil(days);
        var length = PutNumber(buffer, year > 0 ? year : 1 - year, 4);
        buffer[length++] = (byte)'-';
        length += PutNumber(buffer[length..], month, 2);
        buffer[length++] = (byte)'-';
        length += PutNumber(buffer[length..], day, 2);
        if (withTime)
        {
            buffer[length++] = (byte)' ';
            length += PutTime(buffer[length..], micros - (days * DateText.MicrosPerDay));
        }

        if (year <= 0)
        {
            " BC"u8.CopyTo(buffer[length..]);
            length += 3;
        }

        return length;
    }

    internal static int PutTime(Span<byte> buffer, long micros)
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

    private static byte[] Format(long micros, bool withTime)
    {
        Span<byte> buffer = stackalloc byte[Longest];
        return buffer[..Put(buffer, micros, withTime)].ToArray();
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
