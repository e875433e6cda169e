using System.Text.RegularExpressions;

namespace ChatOps.Database.Checks;

/// <summary>What a column's name says about what it holds.</summary>
internal static partial class NameWords
{
    private static readonly HashSet<string> Money = Set("price amount cost total subtotal salary wage fee tax balance freight payment revenue budget");
    private static readonly HashSet<string> NeverNegative = Set(
        "quantity qty price cost count stock units age weight height width length size salary wage freight seats pages bytes duration milliseconds seconds minutes rating stars population capacity");
    private static readonly HashSet<string> MayBeNegative = Set(
        "balance adjustment change delta diff difference profit margin net gain loss temperature temp lat latitude lon lng long longitude offset score x y z elevation altitude depth variance credit debit return growth timezone refund deviation residual correction slope coefficient");
    private static readonly HashSet<string> Ratio = Set("discount ratio rate share probability prob fraction confidence");
    private static readonly HashSet<string> Percent = Set("percent percentage pct");
    private static readonly HashSet<string> Plan = Set("required due expected planned plan deadline target estimated promised scheduled expiry expires expiration valid until renewal next future");
    private static readonly HashSet<string> Earliest = Set("birth born dob birthday founded");
    private static readonly HashSet<string> Early = Set(
        "hire hired join joined created create creation order ordered start started begin began from open opened issue issued register registered signup booked booking effective placed invoice departure checkin admission submitted received requested");
    private static readonly HashSet<string> Late = Set(
        "ship shipped deliver delivered delivery complete completed close closed end ended finish finished to until returned paid resolved cancelled canceled terminated termination leave left arrival checkout discharge expiry expires expired updated modified deleted required due death died approved processed");
    private static readonly HashSet<string> Email = Set("email mail emailaddress");
    private static readonly HashSet<string> Code = Set("code sku email username login isbn ean iban vin barcode serial guid uuid slug");
    private static readonly HashSet<string> Key = Set("id key uuid guid code no nr number num zip postcode postal phone fax year");

    internal static IReadOnlyList<string> Of(string name) => [.. Words().Matches(name).Select(match => match.Value.ToLowerInvariant())];

    internal static bool IsMoney(string name) => Has(name, Money) && !Has(name, Ratio) && !Has(name, Percent);

    internal static bool IsNeverNegative(string name) => Has(name, NeverNegative) && !Has(name, MayBeNegative);

    internal static bool MayBeBelowZero(string name) => Has(name, MayBeNegative);

    internal static bool IsRatio(string name) => Has(name, Ratio);

    internal static bool IsPercent(string name) => Has(name, Percent);

    internal static bool IsPlan(string name) => Has(name, Plan);

    internal static bool IsEmail(string name) => Has(name, Email);

    internal static bool IsCode(string name) => Has(name, Code);

    /// <summary>Numbers that name something rather than measure it.</summary>
    internal static bool IsIdentifier(string name) => Has(name, Key);

    /// <summary>0 for births, 1 for what begins something, 2 for what follows; null when the name does not say.</summary>
    internal static int? DateRank(string name) => Has(name, Earliest) ? 0 : Has(name, Early) && !Has(name, Late) ? 1 : Has(name, Late) ? 2 : null;

    private static bool Has(string name, HashSet<string> words) => Of(name).Any(words.Contains);

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);

    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Nd}+|\p{Lo}+")]
    private static partial Regex Words();
}
