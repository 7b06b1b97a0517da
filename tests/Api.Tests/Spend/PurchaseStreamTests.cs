using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Api.Tests;

public class PurchaseStreamTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Every_line_is_answered_in_order()
    {
        api.Member("STR1");
        api.Member("STR2");
        var lines = Enumerable.Range(1, 3_000).Select(n => Line($"STR{1 + (n % 2)}", $"s-{n}"));
        var results = await SendAsync(string.Join('\n', lines));
        Assert.Equal(Enumerable.Range(1, 3_000), results.Select(r => r.GetProperty("line").GetInt32()));
        Assert.Equal(Enumerable.Range(1, 3_000).Select(n => $"s-{n}"), results.Select(r => r.GetProperty("transaction").GetProperty("transactionId").GetString()));
        Assert.Equal(
            Enumerable.Range(1, 3_000).Where(n => n % 2 == 0).Select(n => $"s-{n}"),
            api.Engine.Account(Domain.MemberId.Of("STR1")).Purchases.Select(p => p.TransactionId.Value));
    }

    [Fact]
    public async Task A_bad_line_is_answered_and_the_others_are_kept()
    {
        api.Member("BAD1");
        var results = await SendAsync(string.Join('\n',
            Line("BAD1", "b-1"),
            "{",
            "",
            Line("NOBODY", "b-2"),
            Line("BAD1", "b-3").Replace("1.00", "1e400"),
            new string('x', Lines.MaxBytes + 1),
            Line("BAD1", "b-4").Replace("}", ",\"foo\":1}"),
            Line("BAD1", "b-5")));
        Assert.Equal(
            [(1, null), (2, "malformed-json"), (4, "unknown-member"), (5, "amount-not-valid"), (6, "line-too-long"), (7, "unknown-field"), (8, null)],
            results.Select(r => (r.GetProperty("line").GetInt32(), r.TryGetProperty("code", out var code) ? code.GetString() : null)));
        Assert.Equal(("NOBODY", "b-2", 404), (
            results[2].GetProperty("memberId").GetString(), results[2].GetProperty("transactionId").GetString(), results[2].GetProperty("status").GetInt32()));
        Assert.True(results[3].GetProperty("errors").TryGetProperty("amount", out _));
    }

    [Fact]
    public async Task A_repeated_line_says_so()
    {
        api.Member("TWICE");
        var results = await SendAsync(Line("TWICE", "r-1") + "\n" + Line("TWICE", "r-1"));
        Assert.Equal([false, true], results.Select(r => r.GetProperty("repeated").GetBoolean()));
        Assert.Equal(results[0].GetProperty("version").GetInt64(), results[1].GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_line_is_answered_before_the_next_is_sent()
    {
        api.Member("LIVE1");
        using var content = new OpenContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/purchases") { Content = content, Version = HttpVersion.Version11 };
        var sending = api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var body = await content.Stream;
        await WriteAsync(body, Line("LIVE1", "l-1") + "\n");

        // This client gives the answer only when it has sent all; what counts is that the engine has the purchase already.
        var account = api.Engine.Account(Domain.MemberId.Of("LIVE1"));
        await Loyalty.Contracts.Eventually.IsTrue(() => account.Purchases.Count == 1, "the first line is credited");
        await WriteAsync(body, Line("LIVE1", "l-2") + "\n");
        content.Close();
        using var answer = await sending;
        Assert.Equal(2, (await answer.Content.ReadAsStringAsync()).Trim().Split('\n').Length);
    }

    [Fact]
    public async Task Lines_of_one_member_wait_for_each_other_and_not_for_another()
    {
        api.Member("SLOW1");
        api.Member("FAST1");
        var turns = new MemberTurns(10);
        var gate = new TaskCompletionSource();
        var order = new List<int>();
        var first = turns.Next(Domain.MemberId.Of("SLOW1"), async () => { await gate.Task; order.Add(1); return 1; });
        var second = turns.Next(Domain.MemberId.Of("SLOW1"), () => { order.Add(2); return Task.FromResult(2); });
        var other = turns.Next(Domain.MemberId.Of("FAST1"), () => { order.Add(3); return Task.FromResult(3); });
        Assert.True(other.IsCompleted);
        gate.SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal([3, 1, 2], order);
    }

    [Fact]
    public async Task A_stop_waits_for_no_line_that_has_not_begun()
    {
        var engine = new FakeEngine();
        var gate = new TaskCompletionSource();
        engine.Before = () => gate.Task;
        var account = engine.Account(Domain.MemberId.Of("STOP1"));
        account.Change(Domain.ChangeKind.Enrolled);
        var (lines, results) = (new Pipe(new PipeOptions(pauseWriterThreshold: 0)), new Pipe(new PipeOptions(pauseWriterThreshold: 0)));
        using var stopping = new CancellationTokenSource();
        // More than the window, all at hand at once, and the caller would send more.
        await lines.Writer.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(1, 5_000).Select(n => Line("STOP1", $"s-{n}")))));

        var stream = new PurchaseStream(engine.Grains, new AuditRecorder(new MemoryTrail(), new MemoryTrail(), new ProgrammeClock(BuiltInProgramme.Value, TimeProvider.System)), TestRates.Of(new RateSettings(), TimeProvider.System), NullLogger<PurchaseStream>.Instance);
        var running = new LineStream(NullLogger<LineStream>.Instance).RunAsync(
            lines.Reader, results.Writer, stream.Open(new Microsoft.AspNetCore.Http.DefaultHttpContext()), stopping.Token, CancellationToken.None);
        await stopping.CancelAsync();
        gate.SetResult();
        await running.WaitAsync(Loyalty.Contracts.Eventually.Deadline);

        await results.Writer.CompleteAsync();
        using var reader = new StreamReader(results.Reader.AsStream());
        var answers = (await reader.ReadToEndAsync()).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("s-1", Assert.Single(account.Purchases).TransactionId.Value);
        Assert.InRange(answers.Count, 1, LineStream.MaxInFlight + 1);
        Assert.Equal("s-1", answers[0].GetProperty("transaction").GetProperty("transactionId").GetString());
        Assert.All(answers.Skip(1), answer => Assert.Equal("engine-busy", answer.GetProperty("code").GetString()));
    }

    private static string Line(string member, string transaction) =>
        $$"""{"memberId":"{{member}}","transactionId":"{{transaction}}","type":"flight","amount":1.00,"currency":"CHF"}""";

    private static async Task WriteAsync(Stream body, string text)
    {
        await body.WriteAsync(Encoding.UTF8.GetBytes(text));
        await body.FlushAsync();
    }

    private async Task<List<JsonElement>> SendAsync(string lines)
    {
        using var answer = await api.Http.SendJsonAsync(HttpMethod.Post, "/v1/purchases", lines, "application/x-ndjson");
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        return [.. text.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private sealed class OpenContent : HttpContent
    {
        private readonly TaskCompletionSource<Stream> _stream = new();
        private readonly TaskCompletionSource _closed = new();

        public OpenContent() => Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");

        public Task<Stream> Stream => _stream.Task;

        public void Close() => _closed.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            _stream.SetResult(stream);
            await _closed.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
