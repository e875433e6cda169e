using ChatOps.Database.Connections;
using ChatOps.Database.Introspection;
using ChatOps.Database.Migration.Types;
using Kind = ChatOps.Database.Migration.Types.TransferKind;

namespace ChatOps.Database.Verification.Pairing;

/// <summary>As what the values of two columns are compared. Sizes do not matter: a value is the same in a wider column.</summary>
internal static class ComparisonTypes
{
    /// <summary>Two kinds in either order, and as what they are compared. Whatever is not here is compared as text.</summary>
    private static readonly Dictionary<(Kind, Kind), Kind> Rules = new()
    {
        [(Kind.Integer, Kind.Decimal)] = Kind.Decimal,
        [(Kind.Integer, Kind.Real)] = Kind.Real,
        [(Kind.Decimal, Kind.Real)] = Kind.Decimal,
        [(Kind.Boolean, Kind.Integer)] = Kind.Boolean,
        [(Kind.Boolean, Kind.Decimal)] = Kind.Boolean,
        [(Kind.Boolean, Kind.Bits)] = Kind.Boolean,
        [(Kind.Integer, Kind.Bits)] = Kind.Integer,
        [(Kind.Date, Kind.Moment)] = Kind.Moment,
        [(Kind.Date, Kind.Instant)] = Kind.Instant,
        [(Kind.Moment, Kind.Instant)] = Kind.Instant,
        [(Kind.Text, Kind.Boolean)] = Kind.Boolean,
        [(Kind.Text, Kind.Decimal)] = Kind.Decimal,
        [(Kind.Text, Kind.Date)] = Kind.Date,
        [(Kind.Text, Kind.Time)] = Kind.Time,
        [(Kind.Text, Kind.Moment)] = Kind.Moment,
        [(Kind.Text, Kind.Instant)] = Kind.Instant,
        [(Kind.Text, Kind.Uuid)] = Kind.Uuid,
        [(Kind.Binary, Kind.Uuid)] = Kind.Uuid,
        [(Kind.Text, Kind.Bits)] = Kind.Bits,
        [(Kind.Text, Kind.Binary)] = Kind.Binary,
        [(Kind.Text, Kind.Json)] = Kind.Json,
    };

    /// <summary>What the values of a column are on its own side. Where the engine fills up no text, blanks at the end are somebody's own, whatever the column declares.</summary>
    internal static TransferType Own(IDialect dialect, Column column)
    {
        var type = dialect.Types.Read(column);
        return type with { Fixed = type.Fixed && (type.Kind != Kind.Text || dialect.Types.Limits.FillsUpTexts) };
    }

    /// <summary>Each side keeps what its own type says about how its values are stored.</summary>
    internal static (TransferType Source, TransferType Target) Of(TransferType source, TransferType target)
    {
        var kind = source.Kind == target.Kind ? source.Kind
            : Rules.TryGetValue((source.Kind, target.Kind), out var one) ? one
            : Rules.GetValueOrDefault((target.Kind, source.Kind), Kind.Text);
        return (As(kind, source, source.Fixed || target.Fixed), As(kind, target, source.Fixed || target.Fixed));
    }

    /// <summary>A column's own type compared as a given one, which both sides share.</summary>
    internal static TransferType As(TransferType shared, TransferType own) => As(shared.Kind, own, shared.Fixed || own.Fixed);

    private static TransferType As(Kind kind, TransferType own, bool isFixed) => new(kind)
    {
        // Blanks that fill up a CHAR are not part of a text, whichever side has them.
        Fixed = kind == Kind.Text && isFixed,
        Length = own.Kind == Kind.Bits ? own.Length : null,
        Bits = own.Kind == Kind.Real ? own.Bits : null,
    };
}
