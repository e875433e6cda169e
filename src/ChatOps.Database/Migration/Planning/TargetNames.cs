using System.Globalization;
using System.Text;
using ChatOps.Database.Connections;

namespace ChatOps.Database.Migration.Planning;

/// <summary>Names of one kind that must differ from each other in the target, each as near to the wanted one as the engine allows.</summary>
internal sealed class TargetNames
{
    private readonly DatabaseProvider _engine;
    private readonly HashSet<string> _taken;

    /// <param name="taken">Names that are there already.</param>
    internal TargetNames(DatabaseProvider engine, IEnumerable<string> taken)
    {
        _engine = engine;
        _taken = new HashSet<string>(taken, engine == DatabaseProvider.PostgreSql ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The name, shortened where the engine takes no such long one and with a number behind where it is taken.</summary>
    internal string Take(string wanted)
    {
        var name = Shortened(wanted, "");
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = Shortened(wanted, string.Create(CultureInfo.InvariantCulture, $"_{number}"));
        }

        return name;
    }

    internal bool IsTaken(string name) => _taken.Contains(name);

    /// <summary>PostgreSQL takes 63 bytes ("Identifiers and Key Words"), MySQL 64 characters ("Identifier Names"), SQLite any number.</summary>
    private string Shortened(string name, string suffix)
    {
        var text = _engine == DatabaseProvider.MySql ? name.TrimEnd(' ') : name;
        while (IsTooLong(text + suffix))
        {
            text = text[..^(text.Length > 1 && char.IsLowSurrogate(text[^1]) ? 2 : 1)];
        }

        return text + suffix;
    }

    private bool IsTooLong(string name) => _engine switch
    {
        DatabaseProvider.PostgreSql => Encoding.UTF8.GetByteCount(name) > 63,
        DatabaseProvider.MySql => name.Length > 64,
        _ => false,
    };
}
