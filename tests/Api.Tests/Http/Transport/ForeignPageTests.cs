using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Loyalty.Api.Tests;

/// <summary>What a page of another site, or of another port of this machine, can do to an open host in a real browser: nothing.</summary>
public sealed class ForeignPageTests
{
    [ChromiumFact]
    public async Task A_page_elsewhere_leaves_no_record_and_opens_no_hub()
    {
        await using var api = await ApiFixture.StartAsync();
        api.Member("VICTIM1");
        await using var elsewhere = await ServeAsync(api.Address);
        await using var browser = await Chromium.LaunchAsync();
        foreach (var host in (string[])["localhost", "127.0.0.1"])
        {
            var page = await browser.OpenAsync(new UriBuilder(elsewhere.Urls.Single()) { Host = host }.Uri);
            await page.WaitForFunctionAsync("window.told !== undefined");
            var told = JsonDocument.Parse(await page.EvaluateAsync<string>("JSON.stringify(window.told)")).RootElement;
            Assert.All(told.EnumerateObject(), attempt => Assert.Equal("failed", attempt.Value.GetString()));
            Assert.Equal(9, told.EnumerateObject().Count());
        }

        Assert.Equal(0, (await api.Trail.HeadAsync()).Sequence);
    }

    private static async Task<WebApplication> ServeAsync(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.MapGet("/", () => Results.Content(Page.Replace("TARGET", target.ToString().TrimEnd('/')), "text/html"));
        await site.StartAsync();
        return site;
    }

    private const string Page =
        """
        <!doctype html><title>Elsewhere</title><script>
        const target = 'TARGET', ends = {};
        const event = (element, attribute, path) => new Promise((done) => {
          element.onload = () => done('loaded');
          element.onerror = () => done('failed');
          element[attribute] = target + path;
          document.head.append(element);
        });
        const answer = (path, init) => fetch(target + path, init).then((got) => (got.type === 'opaque' ? 'failed' : `answered ${got.status}`), () => 'failed');
        const socket = () => new Promise((done) => {
          const ws = new WebSocket(target.replace('http', 'ws') + '/hubs/status');
          ws.onopen = () => done('opened');
          ws.onerror = () => done('failed');
        });
        (async () => {
          ends.image = await event(new Image(), 'src', '/v1/members/VICTIM1/export');
          ends.script = await event(document.createElement('script'), 'src', '/v1/exports/members');
          ends.read = await answer('/v1/exports/postings');
          ends.blind = await answer('/v1/exports/postings', { mode: 'no-cors' });
          ends.text = await answer('/v1/members/VICTIM1/purchases', { method: 'POST', mode: 'no-cors', body: '{"transactionId":"x","type":"flight","amount":1,"currency":"CHF"}' });
          ends.change = await answer('/v1/members/VICTIM1', { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{"email":null}' });
          ends.erase = await answer('/v1/members/VICTIM1', { method: 'DELETE' });
          ends.negotiate = await answer('/hubs/status/negotiate?negotiateVersion=1', { method: 'POST' });
          ends.socket = await socket();
          window.told = ends;
        })();
        </script>
        """;
}
