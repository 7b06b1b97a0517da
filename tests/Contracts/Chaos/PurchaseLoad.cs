using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.Contracts;

/// <summary>
/// Buyers that do what a good till does: each sends a purchase and, as long as it has no answer, sends it again under its id. What
/// was answered is kept, to be held against the ledger.
/// </summary>
public sealed class PurchaseLoad
{
    // Doubled with each attempt, so that a crowd that is turned away does not come back as one.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly IReadOnlyList<EngineProcess> _nodes;
    private readonly IReadOnlyList<string> _members;
    private readonly int _seed;
    private readonly List<Task> _buyers = [];
    private volatile bool _stop;
    private long _answered;
    private long _refused;

    /// <param name="nodes">Engines over one ledger; a buyer turns to the next after each attempt.</param>
    public PurchaseLoad(IReadOnlyList<EngineProcess> nodes, IReadOnlyList<string> members, int seed)
    {
        _nodes = nodes;
        _members = members;
        _seed = seed;
    }

    public IReadOnlyList<string> Members => _members;

    /// <summary>Answers so far.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Attempts that were turned away with 503, or found nobody.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>What was answered, by transaction.</summary>
    public IReadOnlyDictionary<string, Answer> Answers => _answers;

    /// <summary>Answers that should not have been.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    /// <summary>Begins to buy.</summary>
    public void Start(int buyers, string run)
    {
        _stop = false;
        for (var buyer = 0; buyer < buyers; buyer++)
        {
            var number = buyer;
            _buyers.Add(Task.Run(() => BuyAsync(number, run)));
        }
    }

    /// <summary>Lets every buyer come to the answer it waits for.</summary>
    public async Task StopAsync()
    {
        _stop = true;
        await Task.WhenAll(_buyers).WaitAsync(Eventually.Deadline);
        _buyers.Clear();
    }

    /// <summary>Waits for so many answers more.</summary>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> MoreAsync(long answers)
    {
        var (before, started) = (Answered, System.Diagnostics.Stopwatch.GetTimestamp());
        await Eventually.IsTrue(
            () => Answered >= before + answers || _buyers.Exists(buyer => buyer.IsFaulted), $"{answers} more purchases are answered");
        return System.Diagnostics.Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Forgets the answers to all but these, because a disk forgot them too.</summary>
    /// <returns>What was forgotten.</returns>
    public IReadOnlyList<(string Transaction, Answer Answer)> ForgetAllBut(IReadOnlyCollection<string> kept)
    {
        var forgotten = _answers.Where(answer => !kept.Contains(answer.Key)).Select(answer => (answer.Key, answer.Value)).ToList();
        foreach (var (transaction, _) in forgotten)
            _answers.TryRemove(transaction, out _);
        return forgotten;
    }

    /// <summary>Keeps what somebody else was answered who bought beside the buyers.</summary>
    /// <param name="receipt">The reply, or the line of a stream's results.</param>
    public void Note(string member, string transaction, decimal amount, JsonElement receipt)
    {
        _answers[transaction] = new Answer(
            member,
            amount,
            receipt.GetProperty("version").GetInt64(),
            receipt.GetProperty("status").GetProperty("spend").GetProperty("lifetime").GetDecimal());
        Interlocked.Increment(ref _answered);
    }

    /// <summary>Sends a purchase until it is answered.</summary>
    public async Task SendAsync(string member, string transaction, decimal amount, int firstNode = 0)
    {
        for (var attempt = firstNode; ; attempt++)
        {
            if (await TryAsync(_nodes[attempt % _nodes.Count], member, transaction, amount))
                return;
            Interlocked.Increment(ref _refused);
            var pause = FirstPause * (1 << Math.Min(attempt - firstNode, 10));
            await Task.Delay(pause < LongestPause ? pause : LongestPause);
        }
    }

    private async Task BuyAsync(int buyer, string run)
    {
#pragma warning disable CA5394 // A seed that can be named is what is wanted.
        var random = new Random(_seed + buyer);
        for (var number = 0; !_stop; number++)
            await SendAsync(_members[random.Next(_members.Count)], $"{run}-{buyer}-{number}", random.Next(1, 5_000) / 100m, buyer + number);
#pragma warning restore CA5394
    }

    private async Task<bool> TryAsync(EngineProcess node, string member, string transaction, decimal amount)
    {
        try
        {
            using var answer = await node.Http.PostAsJsonAsync(
                $"/v1/members/{member}/purchases", new { transactionId = transaction, type = "flight", amount, currency = "CHF" });
            if (answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
            {
                Note(member, transaction, amount, await answer.Content.ReadFromJsonAsync<JsonElement>());
                return true;
            }

            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                if (answer.Headers.RetryAfter is null)
                    _faults.Enqueue("503 without Retry-After");
                return false;
            }

            _faults.Enqueue($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            return answer.StatusCode != HttpStatusCode.InternalServerError;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or TaskCanceledException or JsonException)
        {
            return false;
        }
    }
}

/// <summary>What a buyer was told.</summary>
/// <param name="Version">The version that the purchase made.</param>
/// <param name="Lifetime">The member's lifetime spend with it.</param>
public readonly record struct Answer(string Member, decimal Amount, long Version, decimal Lifetime);
