using ChatOps.Database.Checks;
using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling.Semantics;

namespace ChatOps.Database.Profiling;

/// <summary>Which columns hold personal data: by what their texts are, or by what they are called.</summary>
public static class PersonalData
{
    private static readonly Dictionary<string, string> ByMeaning = new(StringComparer.Ordinal)
    {
        ["e-mail"] = "e-mail addresses",
        ["phone"] = "telephone numbers",
        ["iban"] = "bank accounts",
        ["credit-card"] = "card numbers",
        ["ipv4"] = "IP addresses",
        ["ipv6"] = "IP addresses",
        ["person-name"] = "names of people",
        ["address"] = "postal addresses",
    };

    /// <summary>Names that speak for themselves, and whether numbers count beside texts.</summary>
    private static readonly (NameHint Hint, string Reason, bool Numbers)[] ByName =
    [
        (SemanticCatalog.Email, "e-mail addresses", false), (SemanticCatalog.Phone, "telephone numbers", true), (SemanticCatalog.Iban, "bank accounts", true),
        (SemanticCatalog.Card, "card numbers", true), (SemanticCatalog.BirthDate, "dates of birth", true), (SemanticCatalog.NationalId, "personal identifiers", true),
        (SemanticCatalog.Ip, "IP addresses", false), (SemanticCatalog.Person, "names of people", false), (SemanticCatalog.Address, "postal addresses", false),
    ];

    private static readonly NameHint People = NameHint.Of(
        "customer customers person persons people user users employee employees contact contacts patient patients member members student students guest guests passenger passengers client clients staff");

    /// <summary>Why a column of that name is taken for personal data, such as <c>named like dates of birth</c>; null where the name says nothing of the kind.</summary>
    public static string? ReasonOf(string table, string column) => NameReason(table, column) is { Reason: { } reason } ? $"named like {reason}" : null;

    /// <summary>Texts that are personal wherever they stand: an e-mail address, an IBAN or a card number.</summary>
    public static bool IsPersonal(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text.Trim());
        return NetworkTexts.IsEmail(bytes) || MoneyTexts.IsIban(bytes) || (bytes.Length is >= 15 and < 24 && MoneyTexts.IsCard(bytes));
    }

    /// <summary>The table's columns with personal data; without a pass over its rows only by their names.</summary>
    internal static IReadOnlyList<PersonalColumn> In(Table table, TableStatistics? pass) =>
        [.. from column in table.Columns
            let reason = pass is null ? ReasonOf(table.Name, column.Name) : ReasonOf(table, column, pass[column.Name])
            where reason is not null
            select new PersonalColumn(table.Name, column.Name, reason)];

    /// <summary>By the column's texts first, by its name where they do not speak against it.</summary>
    internal static string? ReasonOf(Table table, Column column, ColumnStatistics own)
    {
        if (own.Meaning is { } meaning && ByMeaning.TryGetValue(meaning.Type, out var kind))
        {
            return $"{kind} ({Math.Floor(meaning.Share * 100)} % of the texts)";
        }

        return NameReason(table.Name, column.Name) is { } named && !SpeaksAgainst(named.Numbers, column, own) ? $"named like {named.Reason}" : null;
    }

    /// <summary>A column such as <c>mail_sent_at</c> or <c>email_verified</c> holds something else than its name's first look says.</summary>
    private static bool SpeaksAgainst(bool numbers, Column column, ColumnStatistics own)
    {
        if (own.Meaning is { } meaning && (!numbers || meaning.Type is "boolean" or "json" or "url" or "time"))
        {
            return true;
        }

        return own.Values > 0 && own.Texts == 0 && (!numbers || column.Kind == ColumnKind.Boolean);
    }

    private static (string Reason, bool Numbers)? NameReason(string table, string column)
    {
        var words = NameWords.Of(column);
        if (words is ["name"] && People.Fits(NameWords.Of(table)))
        {
            return ("names of people", false);
        }

        return Array.Find(ByName, item => item.Hint.Fits(words)) is { Reason: not null } found ? (found.Reason, found.Numbers) : null;
    }
}

/// <summary>A column that holds personal data.</summary>
/// <param name="Reason">Such as <c>e-mail addresses (98 % of the texts)</c>.</param>
public sealed record PersonalColumn(string Table, string Column, string Reason);
