using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Api.Tests;

/// <summary>docs/ACCESS.md says who may call what, and the host does as it says: every address and hub method, every scope and none.</summary>
public class AccessTableTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    public static TheoryData<string> Callers => [.. ScopeWords.All.Keys, "none"];

    private IEnumerable<RouteEndpoint> Endpoints => host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static IEnumerable<string> HubCalls => typeof(StatusHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => method.GetBaseDefinition() == method).Select(method => $"hub {method.Name}");

    [Fact]
    public void Every_address_and_hub_method_has_a_row_and_no_row_is_left_over()
    {
        var calls = Endpoints.SelectMany(CallsOf).Concat(HubCalls).ToHashSet();
        Assert.Contains("POST /v1/members/{id}/purchases", calls);
        Assert.Contains("hub WatchMember", calls);
        Assert.Equal(calls.Order(StringComparer.Ordinal), AccessTable.Rows.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Addresses_open_as_the_table_says(string scope)
    {
        using var http = host.With(await host.WithScopeAsync(scope));
        foreach (var endpoint in Endpoints)
        {
            foreach (var call in CallsOf(endpoint))
            {
                var parts = call.Split(' ');
                var (method, path) = parts.Length == 2 ? (parts[0], parts[1]) : ("GET", call);
                // An erasure that is let in is carried out: not on somebody whom other tests need.
                var erases = call == "DELETE /v1/members/{id}";
                using var member = host.With(host.Provider.MemberToken(KeysFixture.Leaver));
                using var answer = await (erases && scope == "member" ? member : http).SendAsync(
                    new HttpRequestMessage(new HttpMethod(method), erases ? $"/v1/members/{KeysFixture.Leaver}" : Concrete(path)) { Content = Empty(endpoint) },
                    HttpCompletionOption.ResponseHeadersRead);
                // Whoever signs is let in, whatever key there is.
                if (call == "POST /v1/partners/{partner}/callbacks")
                {
                    Assert.Equal(401, (int)answer.StatusCode);
                    continue;
                }

                var wanted = AccessTable.Opens(call, scope) ? "open" : scope == "none" ? "401 not-authenticated" : "403 not-allowed";
                var found = (int)answer.StatusCode is 401 or 403 ? $"{(int)answer.StatusCode} {(await answer.JsonAsync()).Text("code")}" : "open";
                Assert.True(wanted == found, $"{call} with {scope}: {found}, not {wanted}");
                Assert.Equal(wanted != "open", answer.Headers.WwwAuthenticate.Count > 0);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Hub_methods_open_as_the_table_says(string scope)
    {
        var token = await host.WithScopeAsync(scope);
        if (!AccessTable.Opens("/hubs/status", scope))
        {
            await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => HubSocket.ConnectAsync(host.Address, token));
            return;
        }

        await using var hub = await HubSocket.ConnectAsync(host.Address, token);
        foreach (var call in HubCalls)
        {
            var method = call["hub ".Length..];
            var answer = await hub.InvokeAsync(method, method.EndsWith("Member") ? $"\"{KeysFixture.Ada}\"" : method.EndsWith("Display") ? "\"ZRH\",\"A1\"" : "");
            var error = answer.TryGetProperty("error", out var text) ? text.GetString() : null;
            Assert.True(AccessTable.Opens(call, scope) == error is null, $"{call} with {scope}: {error}");
            Assert.True(error is null || error.Contains("not-allowed: "), error);
        }
    }

    [Fact]
    public async Task The_document_says_where_a_key_is_needed()
    {
        using var http = host.With(null);
        var document = await (await http.GetAsync("/openapi/v1.json")).JsonAsync();
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("keyOrToken").Text("scheme"));
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var call in path.Value.EnumerateObject())
            {
                var who = AccessTable.Rows[$"{call.Name.ToUpperInvariant()} {path.Name}"];
                Assert.Equal(!who.Contains("anybody"), call.Value.GetProperty("security").GetArrayLength() > 0);
            }
        }
    }

    private static StringContent? Empty(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { } accepts ? new StringContent("", Encoding.UTF8, accepts.ContentTypes[0]) : null;

    private static IEnumerable<string> CallsOf(RouteEndpoint endpoint)
    {
        var path = "/" + endpoint.RoutePattern.RawText!.Trim('/');
        if (path.StartsWith(HubAddress.Path, StringComparison.Ordinal))
            return [HubAddress.Path];
        // Orleans' own, all under one rule.
        if (path.StartsWith(DashboardPage.Path, StringComparison.Ordinal))
            return [$"GET {DashboardPage.Path}/"];
        // The reference's page and its files.
        if (path.StartsWith(ReferencePage.Path, StringComparison.Ordinal))
            return [$"GET {ReferencePage.Path}/"];
        return endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => $"{method} {path}") ?? [path];
    }

    // Ada's own, so that a member's token is held to the scope alone.
    private static string Concrete(string path) => path
        .Replace("/members/{id}", $"/members/{KeysFixture.Ada}").Replace("{memberId}", KeysFixture.Ada).Replace("{id}", "000000000000")
        .Replace("{documentName}", "v1").Replace("{transactionId}", "t-1").Replace("{flight}", "LX318").Replace("{date}", "2026-11-21");
}
