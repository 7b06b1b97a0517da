using System.Diagnostics;
using System.Text.RegularExpressions;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>The TypeScript client as others get it: packed, installed in a project of their own, and used as its page says.</summary>
public sealed partial class TypeScriptPackageTests : IAsyncLifetime
{
    private static readonly string Package = RepositoryFiles.At("src/Client.TypeScript");

    private readonly DirectoryInfo _project = Directory.CreateTempSubdirectory("loyalty-npm-");

    public async Task InitializeAsync()
    {
        var packed = await Tool.SucceedAsync("npm", ["pack", "--silent", "--pack-destination", _project.FullName], start => start.WorkingDirectory = Package);
        await File.WriteAllTextAsync(At("package.json"), """{ "name": "blank", "private": true, "type": "module" }""");
        await Tool.SucceedAsync(
            "npm",
            ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error", $"./{packed.Trim().Split('\n')[^1]}"],
            start => start.WorkingDirectory = _project.FullName);
    }

    public Task DisposeAsync()
    {
        _project.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [ToolFact("npm", "node")]
    public async Task The_six_lines_of_its_page_lead_a_blank_project_to_a_live_status()
    {
        await using var engine = await EngineProcess.StartAsync();
        var lines = FirstCode().Match(await File.ReadAllTextAsync(At("node_modules/@loyalty/client/README.md"))).Groups["code"].Value;
        Assert.Equal(6, lines.Trim().Split('\n').Length);
        await CompileAsync("page.ts", lines.Replace("http://127.0.0.1:5080", engine.Address.ToString(), StringComparison.Ordinal));

        using var node = Process.Start(new ProcessStartInfo("node", ["page.js"]) { WorkingDirectory = _project.FullName, RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            // The purchase may be quicker than the connection.
            var line = await node.StandardOutput.ReadLineAsync().WaitAsync(Eventually.Deadline);
            if (line == "Member 0")
                line = await node.StandardOutput.ReadLineAsync().WaitAsync(Eventually.Deadline);
            Assert.Equal("Gold 2600", line);
        }
        finally
        {
            node.Kill();
            await node.WaitForExitAsync();
        }
    }

    [ToolFact("npm", "node")]
    public async Task A_watch_outlives_an_engine_that_is_not_there_dies_and_comes_back_from_a_backup()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("ADA1815");
        await engine.BuyAsync("ADA1815", "t-1", 500);
        await engine.StopAsync();
        var backup = At("backup");
        Copy(Path.Combine(engine.Folder, "data"), backup);
        await CompileAsync("watch.ts", $$"""
            import { LoyaltyClient } from '@loyalty/client';
            const loyalty = new LoyaltyClient('{{engine.Address}}');
            loyalty.watch('ADA1815').moved.on(({ status, applied }) => console.log([status.version, status.spend.currentPeriod, ...applied.map((one) => one.version)].join(' ')));
            """);
        using var node = Process.Start(new ProcessStartInfo("node", ["watch.js"]) { WorkingDirectory = _project.FullName, RedirectStandardOutput = true, UseShellExecute = false })!;
        Task<string?> NextAsync() => node.StandardOutput.ReadLineAsync().WaitAsync(Eventually.Deadline);
        try
        {
            await engine.StartAgainAsync();
            Assert.Equal("2 500", await NextAsync());
            await engine.BuyAsync("ADA1815", "t-2", 100);
            Assert.Equal("3 600 3", await NextAsync());
            await engine.KillAsync();
            await engine.StartAgainAsync();
            await engine.BuyAsync("ADA1815", "t-3", 1);
            await engine.BuyAsync("ADA1815", "t-4", 1);
            // Whether it was back before the purchases or after, it was told each of them once and in order.
            var told = new List<string>();
            while (told.LastOrDefault()?.Split(' ')[0] != "5")
                told.Add((await NextAsync())!);
            Assert.Equal(["4", "5"], told.SelectMany(line => line.Split(' ').Skip(2)));

            await engine.StopAsync();
            Directory.Delete(Path.Combine(engine.Folder, "data"), recursive: true);
            Copy(backup, Path.Combine(engine.Folder, "data"));
            await engine.StartAgainAsync();
            string line;
            do
                line = (await NextAsync())!;
            while (line == "5 602");
            Assert.Equal("2 500", line);
            await engine.BuyAsync("ADA1815", "t-5", 7);
            Assert.Equal("3 507 3", await NextAsync());
        }
        finally
        {
            node.Kill();
            await node.WaitForExitAsync();
        }
    }

    [ToolFact("npm", "node")]
    public async Task Every_operation_is_there_with_the_types_of_the_document()
    {
        await using var engine = await EngineProcess.StartAsync();
        await CompileAsync("operations.ts", $$"""
            import { LoyaltyClient } from '@loyalty/client';
            import { operations } from '@loyalty/client/operations';
            const loyalty = new LoyaltyClient('{{engine.Address}}');
            const api = operations(loyalty);
            const params = { path: { id: 'ADA1815' } };
            const card = await api.POST('/v1/members', { body: { channel: 'app', givenName: 'Ada', memberId: 'ADA1815' } });
            const bought = await api.POST('/v1/members/{id}/purchases', { params, body: { transactionId: 't-1', type: 'flight', amount: 1200, currency: 'CHF' } });
            const refused = await api.POST('/v1/members/{id}/purchases', { params, body: { transactionId: 't-2', type: 'flight', amount: -1, currency: 'CHF' } });
            const forecast = await api.GET('/v1/members/{id}/forecast', { params });
            console.log(card.data?.tier.name, bought.data?.tierChange?.to, refused.error?.code, forecast.data?.currency);
            await loyalty.close();
            """);
        Assert.Equal("Member Silver amount-not-valid CHF", (await Tool.SucceedAsync("node", [At("operations.js")], start => start.WorkingDirectory = _project.FullName)).Trim());
    }

    private async Task CompileAsync(string file, string source)
    {
        await File.WriteAllTextAsync(At(file), source);
        var compiler = RepositoryFiles.At("src/node_modules/.bin/tsc");
        await Tool.SucceedAsync(
            compiler,
            [file, "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--skipLibCheck", "--target", "es2022", "--module", "nodenext", "--lib", "es2023,dom", "--types", ""],
            start => start.WorkingDirectory = _project.FullName);
    }

    private string At(string file) => Path.Combine(_project.FullName, file);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }

    [GeneratedRegex("```ts\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstCode();
}
