namespace ChatOps.Database.Profiling.Semantics;

/// <summary>Every type that texts are tested for, the most telling first.</summary>
internal static class SemanticCatalog
{
    internal const string Date = "date";

    internal static readonly NameHint Email = NameHint.Of("email mail emailaddress mailaddress correo");
    internal static readonly NameHint Phone = NameHint.Of("phone telephone tel mobile fax cell cellphone telefon handy phonenumber telefono", "count kind type");
    internal static readonly NameHint Person = NameHint.Of(
        "firstname lastname surname forename fullname middlename givenname familyname vorname nachname contactname username personname customername nombre apellido maiden spouse");
    internal static readonly NameHint Address = NameHint.Of("address street addr strasse adresse addressline streetname direccion calle", "ip mac email mail web url type id count");
    internal static readonly NameHint BirthDate = NameHint.Of("birth birthdate birthday dob born dateofbirth geburtsdatum nacimiento");
    internal static readonly NameHint NationalId = NameHint.Of("ssn nationalid passport socialsecurity taxid steuernummer nino dni nif sin passportnumber");
    internal static readonly NameHint Ip = NameHint.Of("ip ipaddress ipv4 ipv6");
    internal static readonly NameHint Iban = NameHint.Of("iban bankaccount accountnumber");
    internal static readonly NameHint Card = NameHint.Of("creditcard cardnumber ccnumber pan cardno");
    internal static readonly NameHint Latitude = NameHint.Of("lat latitude");
    internal static readonly NameHint Longitude = NameHint.Of("lon lng long longitude");

    internal static readonly IReadOnlyList<SemanticType> All =
    [
        new("e-mail", NetworkTexts.IsEmail) { Hint = Email },
        new("uuid", CodeTexts.IsUuid),
        new("url", NetworkTexts.IsUrl),
        new("iban", MoneyTexts.IsIban) { Hint = Iban },
        new("ipv4", NetworkTexts.IsIpv4) { Hint = Ip },
        new("mac-address", NetworkTexts.IsMac),
        new("ipv6", NetworkTexts.IsIpv6) { Hint = Ip },
        new("credit-card", MoneyTexts.IsCard) { Hint = Card },
        new(Date, TimeTexts.IsDate) { Hint = NameHint.Of("date day at on") },
        new("time", TimeTexts.IsTime),
        new("json", JsonText.Is),
        new("boolean", NumberTexts.IsBoolean) { Share = 1, NamedShare = 1 },
        new("latitude", text => NumberTexts.IsWithin(text, 90)) { Hint = Latitude, NeedsName = true },
        new("longitude", text => NumberTexts.IsWithin(text, 180)) { Hint = Longitude, NeedsName = true },
        new("postal-code", CodeTexts.IsPostalCode) { Hint = NameHint.Of("zip zipcode postal postcode postalcode plz"), NeedsName = true },
        new("country-code", CodeTexts.IsCountry) { Hint = NameHint.Of("country nation nationality land pais"), NeedsName = true },
        new("currency-code", CodeTexts.IsCurrency) { Hint = NameHint.Of("currency waehrung moneda ccy") },
        new("phone", PersonTexts.IsNamedPhone) { Hint = Phone, NeedsName = true },
        new("phone", PersonTexts.IsPhone),
        new("integer", NumberTexts.IsInteger),
        new("decimal", NumberTexts.IsDecimal),
        new("hex-digest", CodeTexts.IsDigest),
        new("base64", CodeTexts.IsBase64),
        new("person-name", PersonTexts.IsName) { Hint = Person, NeedsName = true },
        new("address", PersonTexts.IsAddress) { Hint = Address, NeedsName = true, NamedShare = 0.5 },
    ];
}
