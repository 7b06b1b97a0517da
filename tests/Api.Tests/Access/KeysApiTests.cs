using System.Net;
using System.Net.Http.Json;
using Loyalty.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

/// <summary>Keys are made, listed and revoked.</summary>
public class KeysApiTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    [Fact]
    public async Task A_key_is_shown_once_and_kept_as_a_hash()
    {
        var answer = await host.Admin.PostAsJsonAsync("/v1/keys", new { name = "till-7", scopes = new[] { "pos", "display:ZRH", "pos" } });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var made = await answer.JsonAsync();
        Assert.Matches("^lk_[0-9a-f]{12}_[0-9a-f]{64}$", made.Text("key"));
        Assert.Equal(made.Text("id"), made.Text("key")![3..15]);
        Assert.Equal(["display:ZRH", "pos"], made.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));

        var list = await (await host.Admin.GetAsync("/v1/keys")).Content.ReadAsStringAsync();
        Assert.Contains(made.Text("id")!, list);
        Assert.DoesNotContain(made.Text("key")![16..], list);
        var kept = (await host.App.Services.GetRequiredService<IApiKeyStore>().LoadAsync()).Single(key => key.Id == made.Text("id"));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(made.Text("key")!)), kept.Hash.ToArray());
    }

    [Fact]
    public async Task The_list_has_pages_and_tells_use_and_end()
    {
        var (id, key) = await host.MakeKeyAsync("listed", "pos");
        using var till = host.With(key);
        await till.GetAsync("/v1/programme");
        (await host.Admin.DeleteAsync($"/v1/keys/{id}")).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.DeleteAsync($"/v1/keys/{id}")).StatusCode);

        var all = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await (await host.Admin.GetAsync($"/v1/keys?limit=2{(cursor == "" ? "" : $"&cursor={cursor}")}")).JsonAsync();
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                all.Add(item.Text("id")!);
                if (item.Text("id") != id)
                    continue;
                Assert.Equal(KeysFixture.Now, item.GetProperty("lastUsedAt").GetDateTimeOffset());
                Assert.Equal(KeysFixture.Now, item.GetProperty("revokedAt").GetDateTimeOffset());
            }

            cursor = page.Text("next");
        }

        Assert.Contains(id, all);
        Assert.Equal(all.Count, all.Distinct().Count());
        await (await host.Admin.GetAsync("/v1/keys?cursor=000000000000")).ShouldBeProblemAsync(422, "cursor-not-valid");
        await (await host.Admin.DeleteAsync("/v1/keys/000000000000")).ShouldBeProblemAsync(404, "unknown-key");
    }

    [Theory]
    [InlineData("""{"scopes":["pos"]}""", 422, "name-not-valid")]
    [InlineData("""{"name":"=cmd","scopes":["pos"]}""", 422, "name-not-valid")]
    [InlineData("""{"name":"a\nb","scopes":["pos"]}""", 422, "name-not-valid")]
    [InlineData("""{"name":"till-7"}""", 422, "scopes-not-valid")]
    [InlineData("""{"name":"till-7","scopes":[]}""", 422, "scopes-not-valid")]
    [InlineData("""{"name":"till-7","scopes":"pos"}""", 422, "scopes-not-valid")]
    [InlineData("""{"name":"till-7","scopes":["pos",7]}""", 422, "scopes-not-valid")]
    [InlineData("""{"name":"till-7","scopes":["member"]}""", 422, "scopes-not-valid")]
    [InlineData("""{"name":"till-7","scopes":["display"]}""", 422, "scopes-not-valid")]
    [InlineData("""{"name":"till-7","scopes":["display:{airport}"]}""", 422, "scopes-not-valid")]
    [InlineData("""{"name":"till-7","scopes":["display:zrh"]}""", 422, "scopes-not-valid")]
    [InlineData("""{"name":"till-7","scopes":["partner"]}""", 422, "scopes-not-valid")]
    [InlineData("""{"name":"till-7","scopes":["partner:{partner}"]}""", 422, "scopes-not-valid")]
    [InlineData("""{"name":"till-7","scopes":["partner:Hilton"]}""", 422, "scopes-not-valid")]
    [InlineData("""{"name":"till-7","scopes":["POS"]}""", 422, "scopes-not-valid")]
    [InlineData("""{"name":"till-7","scopes":["pos"],"expiresAt":"2026-11-21T10:00:00Z"}""", 422, "expires-at-not-valid")]
    [InlineData("""{"name":"till-7","scopes":["pos"],"expiresAt":"tomorrow"}""", 422, "expires-at-not-valid")]
    [InlineData("""{"name":"till-7","scopes":["pos"],"hash":"00"}""", 400, "unknown-field")]
    public async Task What_is_no_key_is_refused_by_its_field(string body, int status, string code) =>
        await (await host.Admin.SendJsonAsync(HttpMethod.Post, "/v1/keys", body)).ShouldBeProblemAsync(status, code);
}
