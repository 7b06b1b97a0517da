using Loyalty.Domain;

namespace Loyalty.Grains;

public sealed partial class RewardsGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<LotView>> Issue(NewLot lot)
    {
        var key = RewardKey.OfLot(lot.LotId);
        var only = lot.Restrictions;
        var fingerprint = RewardViews.Fingerprint(
            Owner, lot.Kind, lot.Value, lot.Currency, lot.Percent, lot.Name, lot.From.DayNumber, lot.To.DayNumber, lot.Uses, lot.PerMember, lot.Reason,
            string.Join(',', only?.Types ?? []), string.Join(',', only?.Merchants ?? []), only?.LeastAmount, string.Join(',', only?.Tiers ?? []));
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            if (await context.Store.FindAsync(key) is { } earlier)
            {
                // Only the very call that made it knows its code.
                var isOwn = lot.Code is { } given && (await context.Store.FindAsync(await CodeKeyAsync(given)))?.Fingerprint == lot.LotId;
                return await EarlierAsync(
                    earlier, fingerprint, RewardRefusals.LotIdReused(lot.LotId), row => Issued(row, lot.LotId, earlier.Home) with { Code = isOwn ? lot.Code : null });
            }

            if (!IsCode && await AbsentAsync(Owner) is { } absent)
                return absent;
            var terms = Terms(lot);
            if (terms.Refusal is { } notValid)
                return notValid;
            var now = await NowAsync();
            var decided = RewardDecisions.Issue(now.Account, terms.Value, now.At, now.Today);
            if (decided.Refusal is { } refusal)
                return refusal;
            List<RewardKey> keys = [Key(key, fingerprint)];
            if (lot.Code is { } code)
                keys.Add(Key(await CodeKeyAsync(code), lot.LotId));
            if (await WriteAsync(now, [decided.Value], keys))
                return RewardViews.Lot(Lot.Of(terms.Value), Owner, now.Today) with { Code = lot.Code };
        }

        throw new EngineBusyException($"Other writers were faster {MaxConflicts} times in a row.");
    }

    /// <inheritdoc/>
    public async Task<Outcome<LotView>> Revoke(string lotId)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var now = await NowAsync();
            var decided = RewardDecisions.Revoke(now.Account, new LotId(lotId), now.At, now.Today);
            if (decided.Refusal is { } refusal)
                return refusal;
            var lot = now.Account.Lots[new LotId(lotId)];
            if (lot.IsRevoked)
                return ((Outcome<LotView>)RewardViews.Lot(lot, Owner, now.Today)).AsRepeat();
            if (await WriteAsync(now, [decided.Value]))
                return RewardViews.Lot(_recorded.Lots[new LotId(lotId)], Owner, now.Today);
            if (!IsCode && await AbsentAsync(Owner) is { } absent)
                return absent;
        }

        throw new EngineBusyException($"Other writers were faster {MaxConflicts} times in a row.");
    }

    /// <inheritdoc/>
    public async Task<Outcome<LotView>> Claim(string codeHash)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            if (await AbsentAsync(Owner) is { } absent)
                return absent;
            if (await context.Store.FindAsync(RewardKey.OfCode(codeHash)) is not { } key)
                return RewardRefusals.CodeNotKnown;
            var id = new LotId(key.Fingerprint);
            var now = await NowAsync();
            if (key.Owner == Owner)
                return ((Outcome<LotView>)RewardViews.Lot(now.Account.Lots[id], Owner, now.Today)).AsRepeat();
            if (!RewardOwners.IsCode(key.Owner))
                return RewardRefusals.CodeTaken;
            var (account, version) = await ReadOnAsync(key.Owner, RewardAccount.Empty, 0);
            var code = MomentOf(account);
            if (!code.Account.Lots.TryGetValue(id, out var lot) || lot.Terms.Uses > 1 || lot.Available == 0 || !code.Account.Open.IsEmpty)
                return RewardRefusals.CodeTaken;
            if (now.Account.Lots.Values.Count(own => own.Available + own.Held > 0) >= RewardDecisions.MaxLots)
                return new Refusal("too-many-lots", $"An owner has at most {RewardDecisions.MaxLots} lots.", "code");

            var left = await PartAsync(key.Owner, version, code, [new LotLeft(now.At, now.Today, id, Owner)]);
            var came = await PartAsync(Owner, _version, now, [new LotClaimed(
                now.At, now.Today, lot, ValueList.From(code.Account.Holds.Values), ValueList.From(code.Account.Captures.Values))]);
            if (await context.Store.AppendAsync(new RewardAppend([left.Row, came.Row], [], [.. left.Flows, .. came.Flows], [.. left.Told, .. came.Told], Moved: true)))
            {
                Written(came, now);
                return RewardViews.Lot(lot, Owner, now.Today);
            }
        }

        throw new EngineBusyException($"Other writers were faster {MaxConflicts} times in a row.");
    }

    private async Task<string> CodeKeyAsync(string code) => RewardKey.OfCode(await context.Codes.OfLotAsync(code));

    private RewardKey Key(string id, string fingerprint) => new(id, Owner, Owner, _version + 1, fingerprint);

    /// <summary>The first answer to a command that was carried out before, or that its id was used for another.</summary>
    private async Task<Outcome<T>> EarlierAsync<T>(RewardKey key, string fingerprint, Refusal reused, Func<RecordedRewards, T> answer)
        where T : class
    {
        if (key.Fingerprint != fingerprint)
            return reused;
        var rows = await context.Store.ReadAsync(key.Home, key.Version - 1, 1);
        return ((Outcome<T>)answer(rows[0])).AsRepeat();
    }

    private static LotView Issued(RecordedRewards row, string lotId, string home)
    {
        var issued = row.Events.OfType<LotIssued>().First(one => one.Terms.Id.Value == lotId);
        return RewardViews.Lot(Lot.Of(issued.Terms), home, issued.Day);
    }

    private static Checked<LotTerms> Terms(NewLot lot)
    {
        var currency = lot.Currency is { } word ? Currency.Of(word) : null;
        var value = 0L;
        if (lot.Value is { } amount && currency is not null)
        {
            var money = Money.From(amount, currency, "value");
            if (money.Refusal is { } refusal)
                return refusal with { Code = "value-not-valid" };
            value = money.Value.Minor;
        }

        var only = lot.Restrictions;
        return new LotTerms(
            new LotId(lot.LotId),
            lot.Kind,
            currency,
            value,
            lot.Percent,
            lot.Name,
            lot.From,
            lot.To,
            only is null ? LotRestrictions.None : new LotRestrictions(
                ValueList.From(only.Types ?? []), ValueList.From(only.Merchants ?? []), only.LeastAmount, ValueList.From(only.Tiers ?? [])),
            lot.Uses,
            lot.PerMember,
            lot.Code is null ? null : RewardCode.LastFour(lot.Code),
            lot.Source);
    }
}
