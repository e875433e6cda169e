using System.Globalization;
using ChatOps.Database.Introspection;
using ChatOps.Database.Profiling;

namespace ChatOps.Database.Checks.RuleFiles.Suggesting;

/// <summary>What may hold for a column, from its profile. Generous: what does not hold is taken away by running it.</summary>
internal sealed class ColumnSuggestions
{
    private const int MostTexts = 25;
    private const int MostNumbers = 5;

    /// <summary>A set of values is believed where each occurs this often on average.</summary>
    private const int RowsPerValue = 4;

    private static readonly TimeSpan Growing = TimeSpan.FromDays(30);

    private readonly Table _table;
    private readonly Column _column;
    private readonly ColumnProfile _profile;
    private readonly long _rows;
    private readonly DateTimeOffset _now;

    internal ColumnSuggestions(Table table, Column column, ColumnProfile profile, long rows, DateTimeOffset now) =>
        (_table, _column, _profile, _rows, _now) = (table, column, profile, rows, now);

    /// <summary>Few values, each often: a set.</summary>
    internal bool IsSet => !IsPersonal && _profile.Distinct > 0 && _profile.Distinct * RowsPerValue <= _rows && !IsKeyPart
        && _profile.Distinct <= (IsTextual ? MostTexts : IsNumeric && !IsFractional ? MostNumbers : 0);

    internal bool IsTextual => Stored("text") && _column.Kind is ColumnKind.Text or ColumnKind.Any;

    /// <summary>Its values are not written into a file.</summary>
    private bool IsPersonal => _profile.Pii is not null || (IsTextual && PersonalData.ReasonOf(_table.Name, _column.Name) is not null);

    private bool IsNumeric => !Stored("text") && !Stored("blob") && (Stored("integer") || Stored("real"));

    private bool IsFractional => Stored("real");

    private bool IsKeyPart => KeyColumns.IsKey(_table, _column.Name);

    /// <param name="values">The different values of a set, or some texts of any other column.</param>
    internal IEnumerable<string> Of(IReadOnlyList<object> values)
    {
        foreach (var check in Presence().Concat(IsSet ? [InSet(values)] : IsTextual ? Texts([.. values.OfType<string>()]) : IsNumeric && !IsKeyPart ? Numbers() : []).Concat(Dates()))
        {
            yield return check;
        }
    }

    private IEnumerable<string> Presence()
    {
        if (_table.PrimaryKey is [var key] && key == _column.Name)
        {
            yield return "key";
            yield break;
        }

        if (_profile.Nulls == 0)
        {
            yield return "not-null";
        }
        else if (_profile.Nulls * 10 < _rows * 9)
        {
            yield return $"null-rate: {{ max: {Math.Ceiling((100.0 * _profile.Nulls / _rows * 1.5) + 5).ToString("0", CultureInfo.InvariantCulture)}% }}";
        }

        if (_profile.Distinct == _rows - _profile.Nulls && _profile.Distinct > 1
            && (KeyColumns.IsUnique(_table, [_column.Name]) || NameWords.IsCode(_column.Name) || (NameWords.IsIdentifier(_column.Name) && !KeyColumns.IsForeignKey(_table, _column.Name))))
        {
            yield return "unique";
        }
    }

    private static string InSet(IReadOnlyList<object> values) => $"in: [{string.Join(", ", values.Select(YamlText.Of).Order(StringComparer.Ordinal))}]";

    private IEnumerable<string> Texts(List<string> values)
    {
        yield return "not-blank";
        yield return "no-padding";
        foreach (var type in new[] { "date", "email", "uuid" })
        {
            if (values.Count > 0 && values.TrueForAll(value => LooksLike(type, value)))
            {
                yield return $"type: {type}";
                yield break;
            }
        }

        if (_profile is { MinLength: { } min, MaxLength: { } max } && max > 0)
        {
            yield return min == max ? $"length: {{ min: {min}, max: {max} }}" : $"length: {{ max: {Math.Ceiling(Rounded(max * 1.5))} }}";
        }

        if (!IsPersonal && values.Count >= RowsPerValue && CommonPattern.Of(values) is { } mask)
        {
            yield return $"pattern: {YamlText.Pattern(mask)}";
        }
    }

    private static bool LooksLike(string type, string value) => type switch
    {
        "date" => DateShapes.Of(System.Text.Encoding.UTF8.GetBytes(value)) == DateShape.Iso,
        "email" => value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && value.IndexOf('.', at) > at,
        _ => Guid.TryParseExact(value, "D", out _),
    };

    /// <summary>Half of the span more on either side, but not below zero where nothing is, nor out of a share's own ends.</summary>
    private IEnumerable<string> Numbers()
    {
        if (NumberOf(_profile.Min) is not { } min || NumberOf(_profile.Max) is not { } max)
        {
            yield break;
        }

        var margin = Math.Max((max - min) / 2, Math.Abs(max) / 10);
        var low = min >= 0 ? 0 : -Rounded(margin - min);
        var high = NameWords.IsRatio(_column.Name) && min >= 0 && max <= 1 ? 1 : NameWords.IsPercent(_column.Name) && min >= 0 && max <= 100 ? 100 : max <= 0 ? 0 : Rounded(max + margin);
        yield return $"range: {{ min: {YamlText.Of(low)}, max: {YamlText.Of(high)} }}";
    }

    private IEnumerable<string> Dates()
    {
        if (DayOf(_profile.Min) is not { } first || DayOf(_profile.Max) is not { } last || !(IsTextual || _column.Kind == ColumnKind.Date))
        {
            yield break;
        }

        if (_column.Kind == ColumnKind.Date)
        {
            yield return "type: date";
        }

        if (first.Year > 1)
        {
            yield return $"not-before: {first.Year - 1:0000}-01-01";
        }

        if (last <= _now && !NameWords.IsPlan(_column.Name))
        {
            yield return "not-future";
            if (_now - last <= Growing && NameWords.DateRank(_column.Name) == 1)
            {
                yield return $"freshness: {Math.Max(2, Math.Ceiling((_now - last).TotalDays * 2)).ToString("0", CultureInfo.InvariantCulture)}d";
            }
        }
    }

    private static DateTimeOffset? DayOf(object? value) =>
        value is string { Length: >= 10 } text && DateTimeOffset.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : null;

    private static double? NumberOf(object? value) => value is long or double or decimal ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

    /// <summary>Up to two digits, as people would choose a limit.</summary>
    private static double Rounded(double number)
    {
        if (number <= 0)
        {
            return 0;
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(number)) - 1);
        return Math.Round(Math.Ceiling(number / unit) * unit, 12);
    }

    private bool Stored(string type) => _profile.StoredTypes.ContainsKey(type);
}
