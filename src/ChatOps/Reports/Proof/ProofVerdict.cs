using ChatOps.Database.Migration;
using ChatOps.Database.Verification;

namespace ChatOps.Reports.Proof;

/// <summary>The one-line answer of a migration.</summary>
public static class ProofVerdict
{
    /// <param name="compared">Null where nobody compared.</param>
    public static string Of(MigrationOutcome outcome, VerificationResult? compared)
    {
        var sentence = Compared(outcome.Tables.Sum(table => table.Rejected), compared);
        return outcome.NotMade.Count == 0 ? sentence : $"{sentence} {Figures.Count(outcome.NotMade.Count, "object")} could not be made.";
    }

    /// <summary>What a comparison alone says.</summary>
    public static string Of(VerificationResult compared) => Compared(compared.Tables.Sum(table => table.Rejected), compared);

    private static string Compared(long rejected, VerificationResult? compared)
    {
        if (compared is null)
            return rejected == 0 ? "Carried out and not compared." : $"Carried out and not compared; {Figures.Count(rejected, "row")} rejected.";
        if (compared.Identical)
        {
            return rejected == 0
                ? "Identical: every row of the source is in the target, value by value."
                : $"Identical but for {Figures.Count(rejected, "rejected row")}, each kept with its reason.";
        }

        var (missing, extra, different) = (compared.Tables.Sum(table => table.Missing), compared.Tables.Sum(table => table.Extra), compared.Tables.Sum(table => table.Different));
        var left = compared.Tables.Count(table => table.NotCompared is not null);
        return missing + extra + different > 0
            ? $"Not identical: {Figures.Count(missing, "row")} missing, {Figures.Number(extra)} extra, {Figures.Number(different)} different."
            : $"No difference was found, but {Figures.Count(left, "table")} could not be compared.";
    }
}
