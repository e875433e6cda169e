using ChatOps.Agents.Models;

namespace ChatOps.Tests.Models;

public sealed class FigureGuardTests
{
    private const string Facts = """{"rows":12345,"errors":3,"share":"2.5 %","note":"seen on 2026-03-01"}""";

    [Theory]
    [InlineData("There are 12,345 rows. Three errors were found.")]
    [InlineData("Es sind 12.345 Zeilen. Drei Fehler wurden gefunden.")]
    [InlineData("Hay 12 345 filas y tres errores.")]
    [InlineData("Only 2.5 % of it, or 2,5 %, since 2026-03-01.")]
    [InlineData("One of the tables has no key.")]
    public void FiguresOfTheResults_MayBeRepeated_AsPeopleWriteThem(string text) =>
        Assert.Equal((text.Replace('\u00a0', ' '), 0), (FigureGuard.Keep(text.Replace("12 345", "12\u00a0345", StringComparison.Ordinal), Facts).Text.Replace('\u00a0', ' '), FigureGuard.Keep(text.Replace("12 345", "12\u00a0345", StringComparison.Ordinal), Facts).LeftOut));

    [Theory]
    [InlineData("All is well. There are 12,346 rows. Good night.", "All is well. Good night.")]
    [InlineData("About forty-two percent, that is 42 of 100, are bad. The rest is fine.", "The rest is fine.")]
    [InlineData("Sieben Fehler wurden gefunden. Drei sind schwer.", "Drei sind schwer.")]
    [InlineData("Hubo siete errores; revise la tabla.", "revise la tabla.")]
    [InlineData("1.2345 is no twelve thousand.", "")]
    [InlineData("It is ١٢ here.", "")]
    public void ASentence_WithAFigureThatIsInNoResult_IsTakenOut(string text, string kept)
    {
        var (left, count) = FigureGuard.Keep(text, Facts);

        Assert.Equal((kept, 1), (left, count));
    }
}
