using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.Contracts;

/// <summary>The engine as a user starts it: a process of its own on a free loopback port, with a ledger that outlives it.</summary>
public sealed class EngineProcess : IAsyncDisposable
{
    /// <summary>Lines of output that are kept: the last ones.</summary>
    private const int MaxLines = 10_000;

    private readonly Queue<string> _output = [];
    private readonly bool _ownsFolder;
    private Process _process = null!;

    private EngineProcess(string folder, bool ownsFolder, string[] arguments)
    {
        Folder = folder;
        _ownsFolder = ownsFolder;
        Arguments = arguments;
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>The engine's program; where a test's own folder does not hold it, somebody must name it first.</summary>
    public static string Program { get; set; } = Path.Combine(AppContext.BaseDirectory, "Loyalty.Silo.dll");

    /// <summary>A command that starts the engine in its place, given as its last arguments; empty for none.</summary>
    public IReadOnlyList<string> Launcher { get; set; } = [];

    /// <summary>Settings of the next start.</summary>
    public string[] Arguments { get; set; }

    /// <summary>The process that runs now.</summary>
    public int ProcessId => _process.Id;

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>Where it runs; SQLite's file is in <c>data</c> below.</summary>
    public string Folder { get; }

    /// <summary>All it has printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    /// <summary>Starts it in a folder of its own and waits until it is ready.</summary>
    public static Task<EngineProcess> StartAsync(params string[] arguments) => StartInAsync(null, arguments);

    /// <summary>Starts it in a folder that may hold an earlier ledger.</summary>
    public static async Task<EngineProcess> StartInAsync(string? folder, params string[] arguments)
    {
        var engine = new EngineProcess(folder ?? Directory.CreateTempSubdirectory("loyalty-engine-").FullName, folder is null, arguments);
        await engine.StartAgainAsync();
        return engine;
    }

    /// <summary>Starts it by a launcher.</summary>
    public static async Task<EngineProcess> StartByAsync(IReadOnlyList<string> launcher, params string[] arguments)
    {
        var engine = new EngineProcess(Directory.CreateTempSubdirectory("loyalty-engine-").FullName, ownsFolder: true, arguments) { Launcher = launcher };
        await engine.StartAgainAsync();
        return engine;
    }

    /// <summary>Runs it to its end, for a start that is refused.</summary>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(string folder, params string[] arguments)
    {
        await using var engine = new EngineProcess(folder, ownsFolder: false, arguments);
        engine.Launch();
        await engine._process.WaitForExitAsync().WaitAsync(Eventually.Deadline);
        return (engine._process.ExitCode, engine.Output);
    }

    /// <summary>Starts it again on the same address and ledger.</summary>
    public async Task StartAgainAsync()
    {
        Launch();
        await Eventually.IsTrue(IsReadyAsync, "the engine is ready");
    }

    /// <summary>Ends it as a power cut would: nothing is flushed, nothing is said.</summary>
    public async Task KillAsync()
    {
        // A launcher may have stayed in between.
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it as an operator would.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        await SignalAsync("-TERM");
        await _process.WaitForExitAsync().WaitAsync(Eventually.Deadline);
        return _process.ExitCode;
    }

    /// <summary>Has it stand still: its connections stay, nothing is answered.</summary>
    public Task HangAsync() => SignalAsync("-STOP");

    /// <summary>Lets one that hung go on, and waits until it has ended itself: the others have taken it for dead.</summary>
    public async Task GoOnUntilItEndsAsync()
    {
        await SignalAsync("-CONT");
        await _process.WaitForExitAsync().WaitAsync(Eventually.Deadline);
    }

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object body, HttpStatusCode expected)
    {
        using var answer = await Http.SendAsync(new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>The sum of the series of <c>/metrics</c> whose line begins so; 0 where there is none.</summary>
    public async Task<double> MetricAsync(string series)
    {
        var metrics = await Http.GetStringAsync("/metrics");
        return metrics.Split('\n').Where(line => line.StartsWith(series, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    public Task<JsonElement> EnrolAsync(string member) => SendAsync(
        HttpMethod.Post, "/v1/members", new { channel = "app", givenName = "Ada", familyName = "Lovelace", memberId = member }, HttpStatusCode.Created);

    public Task<JsonElement> BuyAsync(string member, string transaction, decimal amount, HttpStatusCode expected = HttpStatusCode.Created) => SendAsync(
        HttpMethod.Post,
        $"/v1/members/{member}/purchases",
        new { transactionId = transaction, type = "flight", amount, currency = "CHF" },
        expected);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        Http.Dispose();
        if (_ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    private void Launch()
    {
        string[] command = [.. Launcher, "dotnet", Program, "--urls", Address.ToString(), .. Arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        // Compiling again what is called often takes a third of an engine's first seconds, and most tests end before it would pay.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "10000";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"The engine ended with {_process.ExitCode}: {Output}");
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (_output)
        {
            if (_output.Count == MaxLines)
                _output.Dequeue();
            _output.Enqueue(line);
        }
    }
}
