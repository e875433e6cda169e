using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ChatOps.Database.Connections;
using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Fixes;

/// <summary>One value after its fixes.</summary>
/// <param name="Bytes">UTF-8: a text, plain digits, or 1 and 0 for a truth value.</param>
internal sealed partial record FixedValue(ValueKind Kind, byte[] Bytes)
{
    private static readonly FixedValue Null = new(ValueKind.Null, []);

    /// <summary>Forms in which day, month and year cannot be mistaken for each other.</summary>
    private static readonly string[] DateForms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "d.M.yyyy", "d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy"];

    private static readonly string[] TimeForms = ["", " H:mm", " H:mm:ss", " H:mm:ss.FFFFFF", "'T'H:mm:ss", "'T'H:mm:ss.FFFFFF"];

    private static readonly Dictionary<string, bool> Truths = new(StringComparer.OrdinalIgnoreCase)
    {
        ["1"] = true,
        ["t"] = true,
        ["true"] = true,
        ["y"] = true,
        ["yes"] = true,
        ["on"] = true,
        ["0"] = false,
        ["f"] = false,
        ["false"] = false,
        ["n"] = false,
        ["no"] = false,
        ["off"] = false,
    };

    /// <param name="text">Null for NULL.</param>
    /// <param name="kind">What the column's values are to be.</param>
    internal static FixedValue Of(string? text, TransferKind kind, IEnumerable<ValueFix> fixes)
    {
        FixedValue? cast = null;
        foreach (var fix in fixes)
        {
            switch (fix.Kind)
            {
                case FixKind.Trim:
                    text = text?.Trim();
                    break;
                case FixKind.DefaultNull when text is null:
                    text = fix.Argument ?? "";
                    cast = Cast(text, kind, null);
                    break;
                case FixKind.Cast when text is not null:
                    cast = Cast(text, kind, fix.Argument);
                    break;
            }
        }

        return text is null ? Null : cast ?? Plain(text);
    }

    /// <summary>The value that the text spells, or null where it spells none.</summary>
    internal static FixedValue? Cast(string text, TransferKind kind, string? dateForm) => kind switch
    {
        TransferKind.Integer or TransferKind.Decimal or TransferKind.Real => Number(text.Trim()),
        TransferKind.Boolean => Truths.TryGetValue(text.Trim(), out var truth) ? new FixedValue(ValueKind.Boolean, [(byte)(truth ? '1' : '0')]) : null,
        TransferKind.Date or TransferKind.Moment or TransferKind.Instant => Moment(text.Trim(), dateForm, withTime: kind != TransferKind.Date),
        _ => null,
    };

    private static FixedValue Plain(string text) => new(ValueKind.Text, Encoding.UTF8.GetBytes(text));

    /// <summary>Plain digits; commas that can only stand between groups of three; or one that can only be the point. What could be either, such as 1,234, is left alone.</summary>
    private static FixedValue? Number(string text)
    {
        var plain = Grouped().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal)
            : WithComma().IsMatch(text) ? text.Replace(',', '.')
            : text;
        var bytes = Encoding.UTF8.GetBytes(plain);
        return DecimalDigits.IsNumber(bytes) ? new FixedValue(ValueKind.Decimal, DecimalDigits.Shorten(bytes, new byte[bytes.Length + 1]).ToArray()) : null;
    }

    private static FixedValue? Moment(string text, string? dateForm, bool withTime)
    {
        var forms = (dateForm is null ? DateForms : [dateForm]).SelectMany(date => TimeForms.Select(time => date + time)).ToArray();
        if (!DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) || (!withTime && moment.TimeOfDay != TimeSpan.Zero))
        {
            return null;
        }

        return Plain(moment.ToString(withTime ? "yyyy-MM-dd HH:mm:ss.ffffff" : "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"\A[+-]?\d{1,3}((,\d{3}){2,}(\.\d+)?|,\d{3}\.\d+)\z")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"\A[+-]?\d+,(\d{1,2}|\d{4,})\z")]
    private static partial Regex WithComma();
}
