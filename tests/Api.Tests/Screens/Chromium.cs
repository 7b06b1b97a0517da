using Microsoft.Playwright;

namespace Loyalty.Api.Tests;

/// <summary>
/// Windows of Debian's Chromium, headless, driven by Playwright; no browser is downloaded. All tests share one browser, which ends with them:
/// windows have cookies, caches and storage of their own, and starting a browser takes longer than most tests.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly SemaphoreSlim Launching = new(1);
    private static IBrowser? _shared;

    private readonly IBrowser _browser;
    private readonly List<IBrowserContext> _windows = [];
    private readonly List<string> _complaints = [];

    private Chromium(IBrowser browser) => _browser = browser;

    /// <summary>Where it is installed, or null. <c>LOYALTY_CHROMIUM</c> names another place.</summary>
    public static string? Path { get; } = new[]
    {
        Environment.GetEnvironmentVariable("LOYALTY_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    }.FirstOrDefault(path => path is not null && File.Exists(path));

    /// <summary>Why tests in a browser are skipped, or null where they run.</summary>
    public static string? Missing => Path is not null || Environment.GetEnvironmentVariable("LOYALTY_REQUIRE_ALL") == "1"
        ? null
        : "Chromium is not installed (apt-get install chromium).";

    /// <summary>What the pages said to the console, and scripts that failed; violations of the page's policy are among them.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_complaints)
                return [.. _complaints];
        }
    }

    public static async Task<Chromium> LaunchAsync()
    {
        await Launching.WaitAsync();
        try
        {
            // One that crashed took its test with it, not those after it.
            if (_shared is not { IsConnected: true })
            {
                var playwright = await Playwright.CreateAsync();
                _shared = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
                {
                    ExecutablePath = Path,
                    // Root has no sandbox; the rest keeps it from calling home.
                    Args =
                    [
                        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    ],
                });
            }

            return new Chromium(_shared);
        }
        finally
        {
            Launching.Release();
        }
    }

    /// <summary>Opens a page in a window of that size, for a user of that language, theme and taste for motion.</summary>
    public async Task<IPage> OpenAsync(
        Uri address,
        int width = 1280,
        int height = 900,
        string locale = "en-GB",
        ColorScheme theme = ColorScheme.Light,
        ReducedMotion motion = ReducedMotion.NoPreference,
        float scale = 1)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = locale,
            ColorScheme = theme,
            ReducedMotion = motion,
            DeviceScaleFactor = scale,
        });
        _windows.Add(context);
        var page = await context.NewPageAsync();
        page.Console += (_, message) => Note(message.Type is "error" or "warning" ? message.Text : null);
        page.PageError += (_, fault) => Note(fault);
        await page.GotoAsync(address.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in _windows)
            await window.CloseAsync();
    }

    private void Note(string? complaint)
    {
        if (complaint is null)
            return;
        lock (_complaints)
            _complaints.Add(complaint);
    }
}

/// <summary>A fact that needs Chromium; skipped with its reason where there is none, unless nothing may be skipped.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Chromium.Missing;
}

/// <summary>A theory that needs Chromium, as <see cref="ChromiumFactAttribute"/>.</summary>
internal sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Chromium.Missing;
}
