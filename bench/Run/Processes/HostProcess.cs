using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Loyalty.Contracts;

namespace Loyalty.Bench;

/// <summary>A contender as a process of its own on a free loopback port.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(5);

    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private HostProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public int Id => _process.Id;

    /// <summary>Starts a contender and waits until it answers.</summary>
    /// <param name="ready">The path that is asked until it gives 200.</param>
    public static async Task<HostProcess> StartAsync(Options options, Contender contender, string store, int members, int purchases, string ready = "/health/live")
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var arguments = new List<string>
        {
            "--contender", contender.Name, "--members", $"{members}", "--purchases", $"{purchases}", "--urls", address.ToString(), "--Loyalty:Auth:Mode=open",
        };
        arguments.AddRange(contender.HostArguments(store));
        var host = new HostProcess(Start(options.HostOf(contender), arguments), address);
        host.Listen();
        await host.IsReadyAsync(ready);
        return host;
    }

    /// <summary>Fills the store of a contender that keeps one.</summary>
    public static async Task SeedAsync(Options options, Contender contender, string store, int members, int purchases)
    {
        using var process = Start(
            options.HostOf(contender), ["seed", "--contender", contender.Name, "--members", $"{members}", "--purchases", $"{purchases}", "--data", store]);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"Filling the store of {contender.Title} failed: {error}{await output}");
    }

    /// <summary>Asks for every member once.</summary>
    public async Task WarmAsync()
    {
        using var answer = await Http.PostAsync("/bench/warm", content: null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What is stored after a place; null for the last place alone.</summary>
    public async Task<Stored> StoredAsync(long? after) =>
        (await Http.GetFromJsonAsync<Stored>(after is null ? "/bench/stored" : $"/bench/stored?after={after}"))!;

    /// <summary>Ends it as an operator would.</summary>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await stop.WaitForExitAsync();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        return Process.Start(start)!;
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Note(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }

    private async Task IsReadyAsync(string path)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < StartDeadline;)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The host ended with {_process.ExitCode}: {_output}");
            try
            {
                using var answer = await Http.GetAsync(path);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(5);
            }
        }

        throw new TimeoutException($"The host does not answer: {_output}");
    }
}

/// <param name="Last">The place of the last row.</param>
/// <param name="Purchases">Purchases stored after the place asked for.</param>
/// <param name="Transactions">Different transaction ids among them.</param>
internal sealed record Stored(long Last, long Purchases, long Transactions);
