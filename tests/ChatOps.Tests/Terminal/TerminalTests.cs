using ChatOps.Cards;
using ChatOps.Channels.Terminal;
using ChatOps.Conversation;
using Spectre.Console;

namespace ChatOps.Tests.Terminal;

public sealed class TerminalTests
{
    [Fact]
    public async Task AMessageShownAgain_PrintsOnlyWhatIsNew()
    {
        var (port, paper) = Open();
        await port.DeliverAsync(Message("waiting"), CancellationToken.None);
        var before = paper.ToString().Length;

        await port.DeliverAsync(Message("done"), CancellationToken.None);
        await port.DeliverAsync(Message("done"), CancellationToken.None);

        Assert.Equal("  [done] Check (Schema validator, reads)", paper.ToString()[before..].Trim('\n', '\r'));
    }

    [Fact]
    public async Task ControlCharactersAndMarkup_AreShownAndNotObeyed()
    {
        var (port, paper) = Open();

        await port.DeliverAsync(new OutgoingMessage("m", "c", "[red]x[/] \u001b[2J\u0007 end", null, []), CancellationToken.None);

        Assert.Contains("[red]x[/]", paper.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', paper.ToString());
        Assert.DoesNotContain('\u0007', paper.ToString());
    }

    [Fact]
    public async Task Buttons_AreSaidAsWords_AndLinksAsPaths()
    {
        var (port, paper) = Open();
        var card = new Card
        {
            Title = "Plan",
            Summary = "Plan",
            Actions = [new CardAction.Submit("Approve", new ActionPayload("approve", "a-1", "h")), new CardAction.OpenLink("Open report", "/artifacts/a/report.html")],
        };

        await port.DeliverAsync(new OutgoingMessage("m", "c", null, card, []), CancellationToken.None);

        Assert.Contains("You can say: approve", paper.ToString(), StringComparison.Ordinal);
        Assert.Contains("Open report: /somewhere/artifacts/a/report.html", paper.ToString(), StringComparison.Ordinal);
    }

    private static OutgoingMessage Message(string status) => new("m", "c", null, new Card
    {
        Title = "Plan",
        Summary = "Plan",
        Blocks =
        [
            new CardBlock.Steps([new CardStep("Check", "Schema validator", "reads", status, Tone.Neutral)]),
            new CardBlock.Facts([new Fact("Rows", "1", "SELECT count(*)")]),
        ],
    }, []);

    private static (TerminalPort Port, StringWriter Paper) Open()
    {
        var paper = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(paper) });
        console.Profile.Width = 200;
        return (new TerminalPort(new TerminalScreen(console, address => "/somewhere" + address)), paper);
    }
}
