namespace ChatOps.Database.Migration.Ledger;

/// <summary>A row that could not go into the target.</summary>
/// <param name="Table">In the source.</param>
/// <param name="Key">Its primary key as a JSON object by the source's column names; <c>{}</c> where there is none.</param>
/// <param name="Reason">A sentence that is the same for every row with the same trouble.</param>
/// <param name="Row">The whole row as a JSON object.</param>
internal sealed record Reject(string Table, string Key, string Reason, string Row);
