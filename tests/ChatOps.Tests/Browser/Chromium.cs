using Microsoft.Playwright;

namespace ChatOps.Tests.Browser;

/// <summary>The machine's Chromium, started once for all browser tests. Nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why there is none, or null.</summary>
    public string? Missing { get; private set; }

    public async Task InitializeAsync()
    {
        if (FindExecutable() is not { } executable)
        {
            Missing = "Chromium is not installed (looked for chromium, chromium-browser and google-chrome on the PATH).";
            return;
        }

        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = executable, Args = Arguments });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Skips the test where Chromium is missing; on CI that is a failure.</summary>
    public void Require()
    {
        if (Missing is null)
            return;
        Assert.False(Environment.GetEnvironmentVariable("CHATOPS_CI") == "1", Missing);
        Skip.If(true, Missing);
    }

    /// <summary>A fresh profile with one page.</summary>
    internal async Task<ChatPage> OpenAsync(bool dark = false, int width = 1100, int height = 900)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "en-US",
        });
        return new ChatPage(await context.NewPageAsync());
    }

    private static string? FindExecutable() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
