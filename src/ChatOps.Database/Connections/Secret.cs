using System.Diagnostics;

namespace ChatOps.Database.Connections;

/// <summary>A value that must not reach a log, a card, a report or a debugger window. It has no serialised form.</summary>
[DebuggerDisplay("***")]
public sealed class Secret
{
    private readonly string _value;

    public Secret(string value) => _value = value;

    /// <summary>The value itself; call it only where it leaves for the driver.</summary>
    public string Reveal() => _value;

    public override string ToString() => "***";
}
