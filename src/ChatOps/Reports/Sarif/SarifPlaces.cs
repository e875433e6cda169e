namespace ChatOps.Reports.Sarif;

/// <summary>
/// The places of a run: the connection, its tables and their columns. Each result also names its table as an artifact below
/// a base of our own, because code hosts refuse a result without a physical location.
/// </summary>
internal sealed class SarifPlaces
{
    /// <summary>The base that tables are named below; it stands for the database, so no address on a disk belongs to it.</summary>
    public const string Base = "DATABASE";

    private readonly List<SarifLogicalLocation> _all = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private readonly string _connection;

    public SarifPlaces(string connection)
    {
        _connection = connection;
        Add(connection, connection, "database", null);
    }

    public IReadOnlyList<SarifLogicalLocation> All => _all;

    public SarifLocation Of(string table, IReadOnlyList<string> columns)
    {
        var own = Add(table, $"{_connection}.{table}", "table", 0);
        List<int> places = columns.Count == 0 ? [own] : [.. columns.Select(column => Add(column, $"{_connection}.{table}.{column}", "column", own))];
        return new SarifLocation(
            new SarifPhysicalLocation(new SarifArtifactLocation(Uri.EscapeDataString(table), Base)),
            [.. places.Distinct().Select(place => new SarifLogicalReference(place, _all[place].FullyQualifiedName))]);
    }

    private int Add(string name, string fullName, string kind, int? parent)
    {
        var key = $"{kind}\n{fullName}";
        if (!_byName.TryGetValue(key, out var index))
        {
            _byName.Add(key, index = _all.Count);
            _all.Add(new SarifLogicalLocation(name, fullName, kind, index, parent));
        }

        return index;
    }
}
