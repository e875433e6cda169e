using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace ChatOps.Database.Profiling.Semantics;

/// <summary>Codes of fixed forms or from agreed lists.</summary>
internal static class CodeTexts
{
    private static readonly SearchValues<byte> Hex = SearchValues.Create("0123456789abcdefABCDEF"u8);
    private static readonly SearchValues<byte> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    /// <summary>ISO 3166-1, two letters.</summary>
    private static readonly FrozenSet<string> Countries = Set(
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW");

    /// <summary>ISO 4217, without the codes for funds and metals.</summary>
    private static readonly FrozenSet<string> Currencies = Set(
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL");

    /// <summary>Hex digits in groups of 8, 4, 4, 4 and 12 (RFC 9562 section 4).</summary>
    internal static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        {
            return false;
        }

        return IsHex(text[..8]) && IsHex(text[9..13]) && IsHex(text[14..18]) && IsHex(text[19..23]) && IsHex(text[24..]);
    }

    /// <summary>The length of a usual digest (MD5, SHA-1, SHA-224, SHA-256, SHA-384, SHA-512) in hex digits.</summary>
    internal static bool IsDigest(ReadOnlySpan<byte> text) => text.Length is 32 or 40 or 56 or 64 or 96 or 128 && IsHex(text);

    /// <summary>At least 16 characters, padded to four (RFC 4648 section 4), with capitals and small letters or padding, so that a long word is none.</summary>
    internal static bool IsBase64(ReadOnlySpan<byte> text)
    {
        var body = text.TrimEnd((byte)'=');
        return text.Length >= 16 && text.Length % 4 == 0 && text.Length - body.Length <= 2 && body.IndexOfAnyExcept(Base64) < 0
            && body.IndexOfAnyInRange((byte)'a', (byte)'z') >= 0 && body.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0
            && (body.Length < text.Length || body.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0);
    }

    internal static bool IsCountry(ReadOnlySpan<byte> text) => text.Length == 2 && Countries.Contains(Encoding.UTF8.GetString(text));

    internal static bool IsCurrency(ReadOnlySpan<byte> text) => text.Length == 3 && Currencies.Contains(Encoding.UTF8.GetString(text));

    /// <summary>Three to ten letters and digits, at least one digit, in at most two parts; what countries use differs too much for more.</summary>
    internal static bool IsPostalCode(ReadOnlySpan<byte> text)
    {
        var (digits, parts) = (0, 1);
        foreach (var next in text)
        {
            digits += char.IsAsciiDigit((char)next) ? 1 : 0;
            parts += next is (byte)' ' or (byte)'-' ? 1 : 0;
            if (!char.IsAsciiLetterOrDigit((char)next) && next is not ((byte)' ' or (byte)'-'))
            {
                return false;
            }
        }

        return text.Length is >= 3 and <= 10 && digits > 0 && parts <= 2;
    }

    private static bool IsHex(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(Hex) < 0;

    private static FrozenSet<string> Set(string codes) => codes.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
