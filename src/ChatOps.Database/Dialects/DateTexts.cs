namespace ChatOps.Database.Dialects;

/// <summary>Regular expressions for dates in texts that both PostgreSQL's and MariaDB's engines understand, so that both decide alike.</summary>
internal static class DateTexts
{
    private const string LeapYear = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";

    /// <summary>A day that exists in the proleptic Gregorian calendar, years 0001 to 9999.</summary>
    private const string Day =
        "([0-9]{4}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|[0-9]{4}-(0[469]|11)-(0[1-9]|[12][0-9]|30)|[0-9]{4}-02-(0[1-9]|1[0-9]|2[0-8])|" + LeapYear + "-02-29)";

    private const string Time = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?";

    private const string Zone = " ?(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])";

    /// <summary>Year-month-day of a day that exists, alone or with a time of day.</summary>
    internal const string Iso = "^(?!0000)" + Day + "([ T]" + Time + "(" + Zone + ")?)?$";

    /// <summary>Three numbers with two equal separators, the year in front or behind; year-month-day with two digits each and hyphens is ISO and left out.</summary>
    internal const string Other =
        "^([0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{4}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}"
        + "|[0-9]{4}\\.[0-9]{1,2}\\.[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}|[0-9]{4}-[0-9]-[0-9]{1,2}|[0-9]{4}-[0-9]{2}-[0-9])([ T].*)?$";
}
