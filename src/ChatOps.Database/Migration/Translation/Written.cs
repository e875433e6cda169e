namespace ChatOps.Database.Migration.Translation;

/// <summary>A piece in the target's own SQL.</summary>
/// <param name="Class">What kind of value it is.</param>
internal sealed record Written(string Sql, SqlClass Class)
{
    /// <summary>The source compares it without case.</summary>
    internal bool IgnoredCase { get; init; }

    /// <summary>The target compares it without case.</summary>
    internal bool IgnoresCase { get; init; }

    /// <summary>It comes together from several rows.</summary>
    internal bool Aggregate { get; init; }

    internal bool IsNumber => Class is SqlClass.Integer or SqlClass.Decimal or SqlClass.Real;
}

/// <summary>Columns by the names that the source gives them.</summary>
internal interface ITranslationScope
{
    /// <summary>The column in the target; null where there is none of that name.</summary>
    Written? Find(SqlName name);
}
