using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using Loyalty.Contracts;
using Loyalty.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

/// <summary>What is open under a key or token ends with it.</summary>
public class EndingTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    [Fact]
    public async Task A_revoked_key_is_cut_from_the_hub_at_once()
    {
        var (id, key) = await host.MakeKeyAsync("watcher-1", "operator");
        await using var hub = await HubSocket.ConnectAsync(host.Address, key);
        await hub.InvokeAsync("WatchAll", "");
        (await host.Admin.DeleteAsync($"/v1/keys/{id}")).EnsureSuccessStatusCode();
        await hub.ClosedAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.ConnectAsync(host.Address, key));
        using var http = host.With(key);
        await (await http.GetAsync("/v1/programme")).ShouldBeProblemAsync(401, "not-authenticated");
    }

    [Fact]
    public async Task A_key_that_another_process_revokes_ends_here_too()
    {
        var (id, key) = await host.MakeKeyAsync("watcher-2", "operator");
        await using var hub = await HubSocket.ConnectAsync(host.Address, key);
        await hub.InvokeAsync("WatchAll", "");
        await host.App.Services.GetRequiredService<IApiKeyStore>().RevokeAsync(id, KeysFixture.Now);
        await hub.ClosedAsync();
        using var http = host.With(key);
        await (await http.GetAsync("/v1/programme")).ShouldBeProblemAsync(401, "not-authenticated");
    }

    [Fact]
    public async Task A_revoked_key_is_cut_from_its_stream()
    {
        var (id, key) = await host.MakeKeyAsync("stream-1", "pos");
        // HttpClient does not read before it has sent all.
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Address.Host, host.Address.Port);
        await using var wire = socket.GetStream();
        var line = $$"""{"memberId":"{{KeysFixture.Ada}}","transactionId":"cut-1","type":"flight","amount":10.00,"currency":"CHF"}""" + "\n";
        await wire.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            $"POST /v1/purchases HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
            + $"{line.Length:x}\r\n{line}\r\n"));
        using var results = new StreamReader(wire);
        string? read;
        do
            read = await results.ReadLineAsync().WaitAsync(Eventually.Deadline);
        while (read is not null && !read.Contains("cut-1", StringComparison.Ordinal));
        Assert.NotNull(read);
        (await host.Admin.DeleteAsync($"/v1/keys/{id}")).EnsureSuccessStatusCode();
        await Assert.ThrowsAnyAsync<IOException>(async () => await results.ReadToEndAsync().WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task A_key_and_a_token_end_when_they_expire()
    {
        // A host of its own: its clock moves.
        var own = new KeysFixture();
        await own.InitializeAsync();
        try
        {
            var made = await (await own.Admin.PostAsJsonAsync(
                "/v1/keys", new { name = "short", scopes = new[] { "operator" }, expiresAt = KeysFixture.Now.AddMinutes(10) })).JsonAsync();
            await using var byKey = await HubSocket.ConnectAsync(own.Address, made.Text("key"));
            await using var byToken = await HubSocket.ConnectAsync(own.Address, own.Provider.MemberToken(KeysFixture.Ada));
            Assert.False((await byToken.InvokeAsync("WatchMember", $"\"{KeysFixture.Ada}\"")).TryGetProperty("error", out _));
            (await own.Admin.PutAsJsonAsync("/v1/clock", new { now = KeysFixture.Now.AddMinutes(10) })).EnsureSuccessStatusCode();
            await byKey.ClosedAsync();
            using var http = own.With(made.Text("key"));
            await (await http.GetAsync("/v1/programme")).ShouldBeProblemAsync(401, "not-authenticated");

            (await own.Admin.PutAsJsonAsync("/v1/clock", new { now = KeysFixture.Now.AddHours(1).Add(TokenSettings.ClockSkew) })).EnsureSuccessStatusCode();
            await byToken.ClosedAsync();
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task No_key_or_token_is_logged()
    {
        var (_, key) = await host.MakeKeyAsync("quiet-1", "operator");
        var token = host.Provider.MemberToken(KeysFixture.Ada);
        foreach (var text in new[] { key, token, "lk_000000000000_" + key[16..], token + "x" })
        {
            using var http = host.With(text);
            await http.GetAsync("/v1/programme");
            await http.PostAsJsonAsync("/v1/keys", new { name = text, scopes = new[] { text } });
            try
            {
                await using var hub = await HubSocket.ConnectAsync(host.Address, text);
                await hub.InvokeAsync("WatchMember", $"\"{KeysFixture.Ada}\"");
            }
            catch (WebSocketException)
            {
                // Refused, which may be logged too.
            }
        }

        Assert.NotEmpty(host.Log.Lines);
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains(key[16..]) || line.Contains(token.Split('.')[2]));
        var metrics = await (await host.Admin.GetAsync("/metrics")).Content.ReadAsStringAsync();
        Assert.DoesNotContain(key[16..], metrics);
    }
}
