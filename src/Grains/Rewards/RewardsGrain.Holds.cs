using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Grains;

public sealed partial class RewardsGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<RewardHoldView>> Hold(NewHold asked)
    {
        var key = RewardKey.OfHold(asked.HoldId);
        var fingerprint = RewardViews.Fingerprint(
            Owner, asked.MemberId, asked.Amount, asked.UpTo, asked.Currency, string.Join(',', asked.Lots),
            string.Join(',', asked.Lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{RewardViews.Plain(line.Amount)}@{RewardViews.Plain(line.VatRate)}"))),
            asked.As, asked.Confirm, asked.Seconds, asked.Type, asked.Merchant);
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            if (await context.Store.FindAsync(key) is { } earlier)
            {
                return await EarlierAsync(
                    earlier, fingerprint, RewardRefusals.HoldIdReused(asked.HoldId),
                    row => RewardViews.Hold(row.Events.OfType<HoldOpened>().First(one => one.Hold.Id.Value == asked.HoldId).Hold));
            }

            var traveller = asked.MemberId is { } user ? await context.Grains.LoyaltyAccount(MemberId.Of(user)).GetTraveller() : null;
            if (traveller?.Refusal is { } absent)
                return absent;
            var phone = asked.Confirm ? await PhoneAsync() : default;
            if (phone.Refusal is { } silent)
                return silent;
            var now = await NowAsync();
            var wish = Wish(asked, traveller?.Value?.TierCode);
            if (wish.Refusal is { } notValid)
                return notValid;
            var code = asked.Confirm ? RewardCodes.NewConfirmation() : null;
            var hash = code is null ? null : await context.Codes.OfHoldAsync(asked.HoldId, code);
            var decided = HoldDecision.Open(now.Account, wish.Value, hash, now.At, now.Today);
            if (decided.Refusal is { } refusal)
                return refusal;
            if (!await WriteAsync(now, [decided.Value], [Key(key, fingerprint)]))
                continue;
            var hold = ((HoldOpened)decided.Value).Hold;
            // Stored first: a code may be lost on its way, never a hold without one.
            if (code is not null)
                context.Sender.Send(asked.HoldId, phone.Value, traveller?.Value?.Locale, hold, code);
            return RewardViews.Hold(hold);
        }

        throw new EngineBusyException($"Other writers were faster {MaxConflicts} times in a row.");
    }

    /// <inheritdoc/>
    public Task<Outcome<RewardHoldView>> Confirm(string holdId, string codeHash) => OnHoldAsync(holdId, (now, id) =>
    {
        var isRight = now.Account.Holds.TryGetValue(id, out var hold) && RewardCodes.AreEqual(hold.CodeHash, codeHash);
        var decided = RewardDecisions.Confirm(now.Account, id, isRight, now.At, now.Today);
        if (decided.Refusal is { } refusal)
            return (refusal, null);
        var left = RewardHold.MaxTries - hold!.Tries - 1;
        var wrong = decided.Value.Any(change => change is CodeWrong)
            ? new Refusal("code-wrong", left > 0 ? "The code is wrong, or no longer good." : "The code is wrong, and the hold is voided.", "code") { TriesLeft = left }
            : null;
        return ((Checked<ValueList<RewardEvent>>)decided.Value, wrong);
    });

    /// <inheritdoc/>
    public async Task<Outcome<RewardHoldView>> SendCode(string holdId)
    {
        var phone = await PhoneAsync();
        if (phone.Refusal is { } silent)
            return silent;
        var code = RewardCodes.NewConfirmation();
        var hash = await context.Codes.OfHoldAsync(holdId, code);
        var sent = await OnHoldAsync(holdId, (now, id) => (One(RewardDecisions.Send(now.Account, id, hash, now.At, now.Today)), null));
        if (sent.Value is not null)
            context.Sender.Send(holdId, phone.Value, (await context.Persons.FindAsync(Member))?.Profile.Locale, _recorded.Holds[new HoldId(holdId)], code);
        return sent;
    }

    /// <inheritdoc/>
    public async Task<Outcome<RewardHoldView>> Void(string holdId, string command)
    {
        var ended = await OnHoldAsync(holdId, (now, id) => (One(RewardDecisions.Void(now.Account, id, command, now.At, now.Today)), null));
        // The same call sent again, whose first answer was lost between silos.
        if (ended.Refusal is { Code: "hold-ended" } && await IsOwnAsync(holdId, command))
            return RewardViews.Hold(_recorded.Holds[new HoldId(holdId)]);
        return ended;
    }

    /// <inheritdoc/>
    public async Task<Outcome<CaptureView>> Capture(NewCapture asked)
    {
        var key = RewardKey.OfCapture(asked.CaptureId);
        var fingerprint = RewardViews.Fingerprint(asked.HoldId, asked.Amount);
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var now = await NowAsync();
            if (await context.Store.FindAsync(key) is { } earlier)
            {
                return await EarlierAsync(
                    earlier, fingerprint, RewardRefusals.CaptureIdReused(asked.CaptureId), row => Captured(row, asked.CaptureId, now.Account));
            }

            var id = new HoldId(asked.HoldId);
            if (!now.Account.Holds.TryGetValue(id, out var hold))
                return RewardDecisions.UnknownHold(id);
            var amount = Minor(asked.Amount, hold.Currency);
            if (amount.Refusal is { } notValid)
                return notValid;
            var decided = RewardDecisions.Capture(now.Account, id, new CaptureId(asked.CaptureId), amount.Value, asked.Source, now.At, now.Today);
            if (decided.Refusal is { } refusal)
                return refusal;
            if (await WriteAsync(now, [decided.Value], [Key(key, fingerprint)]))
                return RewardViews.Capture((HoldCaptured)decided.Value, hold);
            if (!IsCode && await AbsentAsync(Owner) is { } absent)
                return absent;
        }

        throw new EngineBusyException($"Other writers were faster {MaxConflicts} times in a row.");
    }

    /// <inheritdoc/>
    public async Task<Outcome<RefundView>> Refund(NewRefund asked)
    {
        var key = RewardKey.OfRefund(asked.RefundId);
        var fingerprint = RewardViews.Fingerprint(asked.CaptureId, asked.Amount, asked.Reason);
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var now = await NowAsync();
            var id = new CaptureId(asked.CaptureId);
            if (!now.Account.Captures.TryGetValue(id, out var capture) || (asked.OwnOnly && capture.Source != asked.Source))
                return RewardDecisions.UnknownCapture(id);
            if (await context.Store.FindAsync(key) is { } earlier)
            {
                return await EarlierAsync(
                    earlier, fingerprint, RewardRefusals.RefundIdReused(asked.RefundId), row => Refunded(row, asked.RefundId, now.Account));
            }

            if (!IsCode && await AbsentAsync(Owner) is { } absent)
                return absent;
            var amount = Minor(asked.Amount, capture.Currency);
            if (amount.Refusal is { } notValid)
                return notValid;
            var decided = RewardDecisions.Refund(now.Account, id, new RefundId(asked.RefundId), amount.Value, now.At, now.Today);
            if (decided.Refusal is { } refusal)
                return refusal;
            if (await WriteAsync(now, [decided.Value], [Key(key, fingerprint)]))
                return RewardViews.Refund((CaptureRefunded)decided.Value, capture, now.Account.Holds[capture.Hold].Member);
        }

        throw new EngineBusyException($"Other writers were faster {MaxConflicts} times in a row.");
    }

    /// <summary>Decides about a hold and writes what was decided; a refusal beside it is answered all the same.</summary>
    private async Task<Outcome<RewardHoldView>> OnHoldAsync(
        string holdId, Func<Moment, HoldId, (Checked<ValueList<RewardEvent>> Events, Refusal? Answer)> decide)
    {
        var id = new HoldId(holdId);
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var now = await NowAsync();
            var (events, answer) = decide(now, id);
            if (events.Refusal is { } refusal)
                return refusal;
            if (events.Value.IsEmpty)
                return RewardViews.Hold(now.Account.Holds[id]);
            if (await WriteAsync(now, [.. events.Value]))
                return answer is null ? RewardViews.Hold(_recorded.Holds[id]) : answer;
            if (!IsCode && await AbsentAsync(Owner) is { } absent)
                return absent;
        }

        throw new EngineBusyException($"Other writers were faster {MaxConflicts} times in a row.");
    }

    private async Task<bool> IsOwnAsync(string holdId, string command) =>
        (await context.Store.ReadAsync(Owner, Math.Max(0, _version - PageSize), PageSize)).SelectMany(row => row.Events).OfType<HoldVoided>()
        .Any(voided => voided.Hold.Value == holdId && voided.Command == command);

    private async Task<Checked<string>> PhoneAsync()
    {
        if (IsCode || (await context.Persons.FindAsync(Member))?.Profile.Phone is not { Length: > 0 } phone)
            return RewardRefusals.NoPhone;
        return context.Sender.IsSetUp ? phone : RewardRefusals.NoMessages;
    }

    private static Checked<ValueList<RewardEvent>> One(Checked<RewardEvent> decided) =>
        decided.Refusal is { } refusal ? refusal : ValueList.Of<RewardEvent>([decided.Value]);

    private static CaptureView Captured(RecordedRewards row, string captureId, RewardAccount account)
    {
        var captured = row.Events.OfType<HoldCaptured>().First(one => one.Capture.Value == captureId);
        return RewardViews.Capture(captured, account.Holds[captured.Hold]);
    }

    private static RefundView Refunded(RecordedRewards row, string refundId, RewardAccount account)
    {
        var refunded = row.Events.OfType<CaptureRefunded>().First(one => one.Refund.Value == refundId);
        var capture = account.Captures[refunded.Capture];
        return RewardViews.Refund(refunded, capture, account.Holds[capture.Hold].Member);
    }

    private static Checked<long?> Minor(decimal? amount, Currency? currency, string field = "amount")
    {
        if (amount is null)
            return (long?)null;
        if (currency is null)
            return new Refusal("amount-not-valid", "A certificate has no amount.", field);
        var money = Money.From(amount.Value, currency, field);
        return money.Refusal is { } refusal ? refusal : (long?)money.Value.Minor;
    }

    private Checked<HoldWish> Wish(NewHold asked, string? tier)
    {
        var currency = asked.Currency is { } word ? Currency.Of(word) : null;
        var (amount, upTo) = (Minor(asked.Amount, currency), Minor(asked.UpTo, currency, "upTo"));
        if ((amount.Refusal ?? upTo.Refusal) is { } refusal)
            return refusal;
        var lines = new List<BasketLine>(asked.Lines.Count);
        for (var i = 0; i < asked.Lines.Count; i++)
        {
            var gross = Minor(asked.Lines[i].Amount, currency, $"lines[{i}].amount");
            if (gross.Refusal is { } fault)
                return fault;
            lines.Add(new BasketLine(gross.Value!.Value, asked.Lines[i].VatRate));
        }

        return new HoldWish(
            new HoldId(asked.HoldId),
            amount.Value,
            upTo.Value,
            currency,
            ValueList.From(asked.Lots.Select(lot => new LotId(lot))),
            ValueList.From(lines),
            asked.As,
            asked.Confirm,
            TimeSpan.FromSeconds(asked.Seconds),
            asked.Type,
            asked.Merchant,
            IsCode ? asked.MemberId : Owner,
            tier is { Length: > 0 } ? tier : null,
            asked.Source);
    }
}
