using System.Net.WebSockets;
using System.Text;

namespace Loyalty.Contracts;

/// <summary>
/// Sends messages to the hub over a WebSocket and holds it to this: a connection that had them either answers the next good call or is
/// closed, soon; and others notice nothing.
/// </summary>
internal sealed class HubFuzz(EngineProcess engine, FuzzVerdict verdict)
{
    private const char End = '\u001e';

    private const string Handshake = """{"protocol":"json","version":1}""", Last = """{"type":1,"invocationId":"last","target":"UnwatchAll","arguments":[]}""";

    // A client that has not said which protocol it speaks may take 15 seconds to.
    private static readonly TimeSpan Patience = 2 * RawHttp.Patience;

    private static readonly string[] Targets = ["WatchMember", "UnwatchMember", "WatchDisplay", "UnwatchDisplay", "WatchAll", "UnwatchAll", "watchmember", "OnConnectedAsync", "Dispose", "ToString", "Nothing", ""];

    private static readonly string[] Frames =
    [
        """{"type":6}""", """{"type":7}""", """{"type":3,"invocationId":"1"}""", """{"type":2,"invocationId":"1","item":1}""", """{"type":4,"invocationId":"1","target":"WatchMember","arguments":["FUZZ0",0]}""",
        """{"type":5,"invocationId":"1"}""", """{"type":8,"sequenceId":1}""", """{"type":9,"sequenceId":-1}""", """{"type":1}""", """{"type":1,"target":null}""", """{"type":1,"target":"WatchAll"}""",
        """{"type":1,"target":"WatchMember","arguments":["FUZZ0"],"streamIds":["a","b"]}""", """{"type":99}""", """{"type":"1"}""", "{}", "[]", "null", "", "\u001e", "{", Handshake,
    ];

    public async Task RunAsync(long number)
    {
        var random = verdict.ChancesOf(number);
        verdict.Inputs++;
        var sent = new List<byte[]>();
        using var limit = new CancellationTokenSource(Patience);
        using var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(new UriBuilder(engine.Address) { Scheme = "ws", Path = "/hubs/status" }.Uri, limit.Token);
            sent.Add(Bent(Handshake, random, oneIn: 10));
            sent.AddRange(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Bent(Message(new JsonGrammar(random, number), random), random, oneIn: 3)));
            // Twice: a message whose end was bent away takes the first along.
            sent.Add(Bent(Last, random, oneIn: int.MaxValue));
            sent.Add(sent[^1]);
            foreach (var message in sent)
                await SendAsync(socket, random, message, limit.Token);
            verdict.Taken += await AnswersAsync(socket, limit.Token) ? 1 : 0;
        }
        catch (WebSocketException)
        {
            // Closed while more was being sent.
        }
        catch (OperationCanceledException)
        {
            verdict.Violated(number, $"neither answered nor closed within {Patience}: {string.Join(' ', sent.Select(message => Convert.ToBase64String(message.AsSpan(0, Math.Min(message.Length, 300)))))}");
        }
    }

    private static string Message(JsonGrammar json, Random random) => random.Next(4) switch
    {
        0 => json.Pick(Frames),
        1 => json.Anything(),
        _ => json.Object(
            ("type", () => random.Next(15) == 0 ? json.Pick(Nasty.Values) : "1"),
            ("invocationId", () => json.Maybe("1", "2")),
            ("target", () => json.Text(Targets)),
            ("arguments", () => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(3) == 0 ? json.Anything() : json.Text("FUZZ0", "ZRH", "A1", "NOBODY1")))}]")),
    };

    private static byte[] Bent(string message, Random random, int oneIn) =>
        random.Next(oneIn) == 0 && oneIn < int.MaxValue ? Mutations.Bend(message + End, random) : Encoding.UTF8.GetBytes(message + End);

    private static ValueTask SendAsync(WebSocket socket, Random random, byte[] bytes, CancellationToken cancellation) => socket.SendAsync(
        bytes.AsMemory(), random.Next(20) == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text, endOfMessage: random.Next(20) != 0, cancellation);

    private static async Task<bool> AnswersAsync(WebSocket socket, CancellationToken cancellation)
    {
        var (buffer, text) = (new byte[16 * 1024], new StringBuilder());
        while (await socket.ReceiveAsync(buffer, cancellation) is { MessageType: not WebSocketMessageType.Close } part)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            if (text.ToString().Contains("\"invocationId\":\"last\"", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
