using System.Security.Claims;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Credits purchases of many members as lines; see <see cref="LineStream"/>.</summary>
public sealed class PurchaseStream(IGrainFactory grains, AuditRecorder trail, CallerRateLimits rates, ILogger<PurchaseStream> log)
{
    private ILogger Log => log;

    /// <summary>The work of a request's lines.</summary>
    public LineWork Open(HttpContext context) =>
        new Work(this, context.User, AuditRecorder.SourceOf(context), TraceIds.Of(context), GuessLimiter.Of(context.User, rates));

    private async Task<object> CreditAsync(Work asker, StreamedPurchase line, Purchase purchase)
    {
        if (asker.Guesses?.Wait is { } wait)
            return asker.Refused(line, TooManyRequests.Problem(wait));
        var credited = grains.LoyaltyAccount(line.Member).RecordPurchase(purchase);
        var outcome = await (purchase.Reason is null ? credited : trail.CreditedAsync(credited, asker.Source, line.Member, purchase));
        if (asker.Guesses is not null && outcome.Refusal == Refusals.UnknownMember(line.Member))
            asker.Guesses.Missed();
        return outcome.Refusal is { } refusal
            ? asker.Refused(line, Problem.Of(refusal))
            : PurchaseLineReceipt.Of(line.Line, outcome.Value!, outcome.IsRepeat);
    }

    /// <param name="source">Whose stream it is, for the trail.</param>
    /// <param name="traceId">How its request is found in logs.</param>
    private sealed class Work(PurchaseStream stream, ClaimsPrincipal user, TrailSource source, string traceId, GuessLimiter? guesses) : LineWork
    {
        public TrailSource Source => source;

        public GuessLimiter? Guesses => guesses;

        public PurchaseLineProblem Refused(StreamedPurchase line, Problem problem) => PurchaseLineProblem.Of(line, problem, traceId);

        public override Task<object> Take(Line line, MemberTurns turns, CancellationToken stopping)
        {
            var read = StreamedPurchase.Read(line);
            if (read.Purchase is { } named && !Grants.Of(user).MayReport(PurchasesApi.Reporters, named.Partner))
                return Task.FromResult<object>(Refused(read, AccessProblems.NotAllowed));
            return read.Purchase is { } purchase
                ? turns.Next(read.Member, () => DoAsync(
                    () => stream.CreditAsync(this, read, purchase.From(user)), problem => Refused(read, problem), "a purchase stream", read.Line, traceId, stream.Log, stopping))
                : Task.FromResult<object>(Refused(read, read.Problem!));
        }

        public override void Write(Utf8JsonWriter json, object result)
        {
            if (result is PurchaseLineReceipt receipt)
                ReceiptJson.Write(json, receipt);
            else
                base.Write(json, result);
        }
    }
}
