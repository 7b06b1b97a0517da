using System.Globalization;

namespace Loyalty.Domain.Tests;

/// <summary>
/// F-1: whatever happens in whatever order, every lot adds up, what is held is the sum of the open holds, and the sums of finance are those of
/// the lots. <c>LOYALTY_REWARD_STEPS</c> says how many steps; 1,000,000 take some minutes.
/// </summary>
public sealed class RewardStepsTests
{
    private const int Steps = 20_000, StepsOfAnOwner = 400;

    [Fact]
    public void Lots_add_up_at_every_step()
    {
        var steps = int.TryParse(Environment.GetEnvironmentVariable("LOYALTY_REWARD_STEPS"), NumberStyles.None, CultureInfo.InvariantCulture, out var wished) ? wished : Steps;
        var seen = new HashSet<Type>();
        for (var seed = 0; seed < Math.Max(1, steps / StepsOfAnOwner); seed++)
            seen.UnionWith(Live(new Random(seed)));
        Assert.Superset(
            new HashSet<Type> { typeof(LotIssued), typeof(LotExpired), typeof(LotRevoked), typeof(HoldOpened), typeof(HoldCaptured), typeof(HoldVoided), typeof(HoldExpired), typeof(CaptureRefunded) },
            seen);
    }

    private static IEnumerable<Type> Live(Random random)
    {
        var rewards = new RewardsUnderTest(BuiltInProgramme.Value);
        var sums = default(LotSums);
        for (var step = 0; step < StepsOfAnOwner; step++)
        {
            var (before, known) = (rewards.Account, rewards.Events.Count);
            rewards.Now += TimeSpan.FromMinutes(random.Next(0, 4)) + (random.Next(30) == 0 ? TimeSpan.FromDays(random.Next(40)) : TimeSpan.Zero);
            rewards.Advance();
            Step(rewards, random, step);
            foreach (var flow in RewardFlows.Of(before, rewards.Events.Skip(known)))
                sums += flow.Sums;
            Check(rewards.Account, sums);
        }

        Assert.Equal(
            rewards.Account.InOrder(), RewardAccount.Empty.Apply(rewards.Events).InOrder());
        return rewards.Events.Select(change => change.GetType()).Distinct();
    }

    private static void Step(RewardsUnderTest rewards, Random random, int step)
    {
        var hold = $"h-{random.Next(step + 1)}";
        var capture = $"c-{random.Next(step + 1)}";
        long? part = random.Next(2) == 0 ? random.Next(1, 30_00) : null;
        _ = random.Next(9) switch
        {
            0 or 1 => rewards.Voucher($"l-{step}", random.Next(1, 100_00), rewards.Today.AddDays(random.Next(30)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            2 or 3 => rewards.Hold(rewards.Wish($"h-{step}", part, part is null ? random.Next(1, 80_00) : null) with { For = TimeSpan.FromMinutes(random.Next(1, 60)) }),
            4 or 5 => rewards.Capture(Open(rewards, random) ?? hold, $"c-{step}", part),
            6 => rewards.Void(Open(rewards, random) ?? hold),
            7 => rewards.Refund(capture, $"r-{step}", part),
            _ => random.Next(8) == 0 ? rewards.Revoke($"l-{random.Next(step + 1)}") : null,
        };
    }

    private static string? Open(RewardsUnderTest rewards, Random random) => rewards.Account.Open.Count == 0
        ? null
        : rewards.Account.Open.OrderBy(id => id.Value, StringComparer.Ordinal).ElementAt(random.Next(rewards.Account.Open.Count)).Value;

    private static void Check(RewardAccount account, LotSums sums)
    {
        var lots = account.Lots.Values;
        foreach (var lot in lots)
        {
            Assert.True(lot is { Available: >= 0, Held: >= 0, Used: >= 0, Expired: >= 0, Revoked: >= 0 });
            Assert.Equal(lot.Issued, lot.Available + lot.Held + lot.Used + lot.Expired + lot.Revoked);
        }

        Assert.Equal(account.Open.Sum(id => account.Holds[id].Amount), lots.Sum(lot => lot.Held));
        Assert.Equal(account.Captures.Values.Sum(capture => capture.Amount - capture.RefundedAmount), lots.Sum(lot => lot.Used));
        Assert.All(account.Captures.Values, capture => Assert.True(account.Holds[capture.Hold].State == RewardHoldState.Captured && capture.RefundedAmount <= capture.Amount));
        Assert.Equal(
            sums, new LotSums(lots.Sum(lot => lot.Issued), lots.Sum(lot => lot.Used), lots.Sum(lot => lot.Expired), lots.Sum(lot => lot.Revoked), lots.Sum(lot => lot.Held)));
    }
}
