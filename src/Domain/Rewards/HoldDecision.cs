namespace Loyalty.Domain;

/// <summary>Which lots a hold takes, and how much of each.</summary>
public static class HoldDecision
{
    /// <summary>Opens a hold: all that is asked for or nothing.</summary>
    /// <param name="codeHash">The keyed hash of the code that is sent, where it is to be confirmed.</param>
    public static Checked<RewardEvent> Open(RewardAccount account, HoldWish wish, string? codeHash, DateTimeOffset now, DateOnly today)
    {
        if (wish.Confirm && account.SendsOn(today) >= RewardHold.MaxSendsADay)
            return RewardDecisions.TooManyCodes;
        if (!IsForMany(account) && account.Open.Count >= RewardDecisions.MaxOpenHolds)
            return new Refusal("too-many-holds", $"An owner has at most {RewardDecisions.MaxOpenHolds} open holds.", "holdId");
        foreach (var id in wish.Lots)
        {
            if (!account.Lots.ContainsKey(id))
                return new Refusal("lots-not-valid", $"'{id}' is none of the lots.", "lots");
        }

        var named = wish.Lots.IsEmpty ? account.Lots.Count == 1 ? account.Lots.Values.ToList() : [] : [.. wish.Lots.Select(id => account.Lots[id])];
        var piece = named.Find(lot => lot.Terms.Kind != LotKind.Voucher);
        if (piece is not null && named.Count > 1)
            return new Refusal("lots-not-valid", "A coupon or certificate is used by itself.", "lots");
        var parts = piece is null ? Vouchers(account, wish, today) : Piece(account, piece, wish, today);
        if (parts.Refusal is { } refusal)
            return refusal;
        return new HoldOpened(now, today, new RewardHold(
            wish.Id,
            parts.Value.Aggregate(0L, (sum, part) => sum + part.Amount),
            wish.Currency,
            parts.Value,
            wish.Lines,
            wish.As,
            now,
            now + wish.For,
            wish.Member,
            wish.Source,
            wish.Confirm ? RewardHoldState.Unconfirmed : RewardHoldState.Open,
            Sends: wish.Confirm ? 1 : 0,
            CodeHash: codeHash,
            CodeUntil: wish.Confirm ? now + RewardHold.CodeFor : null));
    }

    /// <summary>What the lines come to; null where none are named.</summary>
    public static long? Basket(ValueList<BasketLine> lines) => lines.IsEmpty ? null : lines.Aggregate(0L, (sum, line) => checked(sum + line.Gross));

    // Whoever pays by a coupon for many does not wait for the others.
    private static bool IsForMany(RewardAccount account) => account.Lots.Count == 1 && account.Lots.Values.Single().Terms.Uses > 1;

    private static Checked<ValueList<LotPart>> Vouchers(RewardAccount account, HoldWish wish, DateOnly today)
    {
        var asked = Asked(wish, Basket(wish.Lines));
        if (asked.Refusal is { } notValid)
            return notValid;
        var lots = account.InOrder().Where(lot => lot.Terms.Kind == LotKind.Voucher && lot.IsSpendable(today) && (wish.Lots.IsEmpty || wish.Lots.Contains(lot.Id))).ToList();
        if (lots.Count > 0 && !lots.Exists(lot => lot.Terms.Currency == wish.Currency))
            return new Refusal("currency-not-valid", $"The lots are in {string.Join(", ", lots.Select(lot => lot.Terms.Currency!.Code).Distinct())}.", "currency");
        lots.RemoveAll(lot => lot.Terms.Currency != wish.Currency);
        var basket = new Money(Basket(wish.Lines) ?? asked.Value, wish.Currency!);
        var faults = lots.ConvertAll(lot => lot.Terms.Restrictions.Fault(wish.Type, wish.Merchant, basket, wish.Tier));
        var left = asked.Value;
        var parts = new List<LotPart>();
        foreach (var (lot, _) in lots.Zip(faults).Where(pair => pair.Second is null))
        {
            var taken = Math.Min(left, lot.Available);
            if (taken > 0)
                parts.Add(new LotPart(lot.Id, taken, taken));
            left -= taken;
        }

        var isShort = parts.Count == 0 || (wish.Amount is not null && left > 0);
        if (!isShort)
            return ValueList.From(parts);
        var withRestricted = lots.Aggregate((Int128)0, (sum, lot) => sum + lot.Available);
        return faults.Find(fault => fault is not null) is { } why && withRestricted >= (wish.Amount is null ? 1 : asked.Value)
            ? new Refusal("restricted", why, "holdId")
            : new Refusal("not-enough", "There is not so much to spend.", wish.Amount is null ? "upTo" : "amount");
    }

    private static Checked<long> Asked(HoldWish wish, long? basket)
    {
        if (wish.Currency is null)
            return new Refusal("currency-not-valid", "Is required.", "currency");
        var (asked, field) = wish.Amount is { } amount ? (amount, "amount") : (wish.UpTo ?? 0, "upTo");
        if (asked <= 0)
            return new Refusal("amount-not-valid", "Must be more than 0.", field);
        if (basket is null || asked <= basket)
            return asked;
        if (wish.Amount is not null)
            return new Refusal("amount-not-valid", $"The lines come to {RewardDecisions.Written(basket.Value, wish.Currency)}.", field);
        return basket > 0 ? basket.Value : new Refusal("amount-not-valid", "The lines come to nothing.", "lines");
    }

    private static Checked<ValueList<LotPart>> Piece(RewardAccount account, Lot lot, HoldWish wish, DateOnly today)
    {
        if (!lot.IsSpendable(today))
            return new Refusal("not-enough", "There is nothing left to use, or it is not its time.", "lots");
        var basket = Basket(wish.Lines);
        var worth = basket ?? wish.Amount ?? wish.UpTo;
        if (lot.Terms.Restrictions.Fault(wish.Type, wish.Merchant, worth is { } sum && wish.Currency is { } of ? new Money(sum, of) : null, wish.Tier) is { } why)
            return new Refusal("restricted", why, "holdId");
        if (lot.Terms.PerMember is { } most && (wish.Member is not { } member || account.UsesBy.GetValueOrDefault(member) >= most))
            return new Refusal("restricted", $"A member can use it {most} times, and must be named.", "memberId");
        if (lot.Terms.Kind == LotKind.Certificate)
        {
            return wish.Amount is null && wish.UpTo is null
                ? ValueList.From([new LotPart(lot.Id, 1, 0)])
                : new Refusal("amount-not-valid", "A certificate has no amount.", wish.Amount is null ? "upTo" : "amount");
        }

        var off = Off(lot.Terms, wish, basket);
        return off.Refusal is { } refusal ? refusal : ValueList.From([new LotPart(lot.Id, 1, off.Value)]);
    }

    /// <summary>What a coupon takes off.</summary>
    private static Checked<long> Off(LotTerms terms, HoldWish wish, long? basket)
    {
        if (wish.Currency is null || (terms.Currency is { } own && own != wish.Currency))
            return new Refusal("currency-not-valid", terms.Currency is { } known ? $"The coupon is in {known.Code}." : "Is required.", "currency");
        if (terms.Percent is not null && basket is null)
            return new Refusal("lines-not-valid", "A coupon of a percentage needs the lines of the basket.", "lines");
        var off = terms.Percent is { } percent ? HalfEven.Scale(basket!.Value, (long)(percent * 100), 100 * 100) : terms.Value;
        off = Math.Min(off, basket ?? off);
        if ((wish.Amount ?? wish.UpTo) <= 0 || off <= 0)
            return new Refusal("amount-not-valid", "Must be more than 0.", "amount");
        if (wish.Amount > off)
            return new Refusal("not-enough", $"The coupon takes {RewardDecisions.Written(off, wish.Currency)} off.", "amount");
        return Math.Min(off, wish.Amount ?? wish.UpTo ?? off);
    }
}
