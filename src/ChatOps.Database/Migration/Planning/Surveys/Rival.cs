using ChatOps.Database.Migration.Rows;
using ChatOps.Database.Migration.Types;

namespace ChatOps.Database.Migration.Planning.Surveys;

/// <summary>A type that the values of a column might have instead of what is expected.</summary>
internal sealed class Rival(TransferType type, ValueEncoder encoder)
{
    internal TransferType Type { get; } = type;

    internal ValueEncoder Encoder { get; } = encoder;

    /// <summary>Of the values that what is expected does not take, those that this does not take either.</summary>
    internal long Misfits { get; set; }

    /// <summary>Whatever fits a type of that kind fits this one too.</summary>
    internal bool Takes(TransferKind kind) => Type.Kind switch
    {
        TransferKind.Text => kind != TransferKind.Binary,
        TransferKind.Real => kind is TransferKind.Integer or TransferKind.Boolean or TransferKind.Real,
        TransferKind.Integer => kind == TransferKind.Boolean,
        TransferKind.Moment => kind == TransferKind.Date,
        TransferKind.Instant => kind is TransferKind.Date or TransferKind.Moment,
        TransferKind.Binary => kind == TransferKind.Text,
        _ => kind == Type.Kind,
    };
}
