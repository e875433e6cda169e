using ChatOps.Cards;
using Spectre.Console;

namespace ChatOps.Channels.Terminal;

/// <summary>The paper: colours where the terminal has them, plain text in a pipe. Everything printed is literal.</summary>
public sealed class TerminalScreen(IAnsiConsole console, Func<string, string> complete)
{
    public string Complete(string address) => complete(address);

    public void Print(IReadOnlyList<TerminalLine> lines, IReadOnlyList<string> suggestions)
    {
        foreach (var line in lines)
            console.WriteLine(Safe(line.Text), StyleOf(line));
        if (suggestions.Count > 0)
            console.WriteLine($"  You can say: {string.Join(", ", suggestions.Select(Safe))}", new Style(decoration: Decoration.Dim));
        if (lines.Count > 0)
            console.WriteLine();
    }

    /// <summary>Control characters from data could move the cursor or recolour the terminal, so they are shown as what they are.</summary>
    private static string Safe(string text) =>
        text.Any(c => char.IsControl(c) && c != '\n')
            ? string.Concat(text.Select(c => char.IsControl(c) && c != '\n' ? '\uFFFD' : c))
            : text;

    private static Style StyleOf(TerminalLine line)
    {
        var colour = line.Tone switch
        {
            Tone.Good => Color.Green,
            Tone.Warning => Color.Yellow,
            Tone.Bad => Color.Red,
            _ => Color.Default,
        };
        return new Style(colour, decoration: line.Strong ? Decoration.Bold : line.Subtle ? Decoration.Dim : Decoration.None);
    }
}
