using System.Security.Claims;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Credits purchases of many members as lines; see <see cref="LineStream"/>.</summary>
public sealed class PurchaseStream(IGrainFactory grains, AuditRecorder trail, CallerRateLimits rates, ILogger<PurchaseStream> log)
{
    /// <summary>The work of a request's lines.</summary>
    public LineWork Open(HttpContext context) =>
        new Work(this, context.User, AuditRecorder.SourceOf(context), TraceIds.Of(context), GuessLimiter.Of(context.User, rates));

    private async Task<object> CreditAsync(Work asker, StreamedPurchase line, Purchase purchase, CancellationToken stopping)
    {
        // Hundreds of lines may wait for one member, a commit each: longer than a host has time to stop.
        if (stopping.IsCancellationRequested)
            return PurchaseLineProblem.Of(line, ExceptionProblems.Of(new EngineBusyException("The host is stopping.")), asker.TraceId);
        if (asker.Guesses?.Wait is { } wait)
            return PurchaseLineProblem.Of(line, TooManyRequests.Problem(wait), asker.TraceId);
        try
        {
            var credited = grains.LoyaltyAccount(line.Member).RecordPurchase(purchase);
            var outcome = await (purchase.Reason is null ? credited : trail.CreditedAsync(credited, asker.Source, line.Member, purchase));
            if (asker.Guesses is not null && outcome.Refusal == Refusals.UnknownMember(line.Member))
                asker.Guesses.Missed();
            return outcome.Refusal is { } refusal
                ? PurchaseLineProblem.Of(line, Problem.Of(refusal), asker.TraceId)
                : PurchaseLineReceipt.Of(line.Line, outcome.Value!, outcome.IsRepeat);
        }
        catch (Exception fault)
        {
            if (ExceptionProblems.IsOurs(fault))
                log.LogError(fault, "Line {Line} of a purchase stream failed; trace {TraceId}.", line.Line, asker.TraceId);
            return PurchaseLineProblem.Of(line, ExceptionProblems.Of(fault), asker.TraceId);
        }
    }

    /// <param name="source">Whose stream it is, for the trail.</param>
    /// <param name="traceId">How its request is found in logs.</param>
    private sealed class Work(PurchaseStream stream, ClaimsPrincipal user, TrailSource source, string traceId, GuessLimiter? guesses) : LineWork
    {
        public TrailSource Source => source;

        public string TraceId => traceId;

        public GuessLimiter? Guesses => guesses;

        public override Task<object> Take(Line line, MemberTurns turns, CancellationToken stopping)
        {
            var read = StreamedPurchase.Read(line);
            return read.Purchase is { } purchase
                ? turns.Next(read.Member, () => stream.CreditAsync(this, read, purchase.From(user), stopping))
                : Task.FromResult<object>(PurchaseLineProblem.Of(read, read.Problem!, traceId));
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
