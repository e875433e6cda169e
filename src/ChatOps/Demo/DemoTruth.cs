namespace ChatOps.Demo;

/// <summary>Everything that was planted in a demo database. No rule reads it; tests compare reports with it.</summary>
public sealed record DemoTruth(int Seed, IReadOnlyList<PlantedDefect> Defects);

/// <summary>One planted defect.</summary>
/// <param name="Rule">The rule that should find it, in kebab case.</param>
/// <param name="Table">The table, or the view for a defect of a view.</param>
/// <param name="Columns">The columns concerned; empty when it is about the whole table.</param>
/// <param name="Key">Primary-key values of the row by column (<c>rowid</c> where there is no key); null for a defect of the schema.</param>
/// <param name="Object">For a defect of the schema: the index, view or other object.</param>
/// <param name="Old">The value before, if there was one.</param>
/// <param name="New">The value now.</param>
public sealed record PlantedDefect(
    string Rule, string Table, IReadOnlyList<string> Columns, IReadOnlyDictionary<string, object?>? Key, string? Object, object? Old, object? New);
