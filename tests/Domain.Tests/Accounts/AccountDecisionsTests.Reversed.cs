using FsCheck;
using FsCheck.Fluent;

namespace Loyalty.Domain.Tests;

/// <summary>What is taken back in full was never bought.</summary>
public partial class AccountDecisionsTests
{
    [Fact]
    public void A_full_reversal_leaves_the_member_as_if_they_had_never_bought() =>
        Seeded.Check(WithOneTooMany, one =>
        {
            // Partner purchases are left out: the bonus they were posted with stays, and that tier may rest on the one too many.
            var (history, at) = one;
            var without = new TwoLives(history with { Steps = [.. history.Steps.Select((s, i) => i == at ? new Looks(s.DaysLater, false) : s)] }).Lived();
            var with = new TwoLives(history).Lived();
            var entry = with.Live.Ledger().Find(new TransactionId($"tx-{at}"));
            if (entry is { IsFullyReversed: false })
                with.Live.Asked(Make.Reversal("all-of-it", $"tx-{at}"), history.LastDay).Value.ToString();
            Same.Future(without.Live, with.Live, history.LastDay);
            Same.AsReplayed(with.Live);
        });

    [Fact]
    public void Reversals_commute_with_each_other() =>
        Seeded.Check(Histories.Any(reversals: false), history =>
        {
            var (forward, backward) = (new TwoLives(history).Lived(), new TwoLives(history).Lived());
            var ids = forward.Naive.Postings.Where(p => p.Amount > 0).Select(p => p.Id).ToList();
            foreach (var id in ids)
                forward.Live.Asked(Make.Reversal($"r-{id}", id), history.LastDay).Value.ToString();
            foreach (var id in Enumerable.Reverse(ids))
                backward.Live.Asked(Make.Reversal($"r-{id}", id), history.LastDay).Value.ToString();
            Same.Future(forward.Live, backward.Live, history.LastDay);
            Assert.Equal((0, 0), (forward.Live.On(history.LastDay).Spend, forward.Live.Account.Lifetime));
        });

    private static Arbitrary<(History History, int At)> WithOneTooMany => Arb.From(
        from history in Histories.Any(partners: false).Generator
        from at in Gen.Choose(0, history.Steps.Count - 1)
        where history.Steps[at] is Buys
        // A reversal may name any purchase by its place in the line, and the line must not move: none but the last is left in.
        select (history with { Steps = [.. history.Steps.Select(s => s is TakesBack t ? new Looks(t.DaysLater, true) : s)] }, at));
}
