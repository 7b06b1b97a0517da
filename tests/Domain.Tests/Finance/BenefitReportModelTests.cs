using System.Globalization;

namespace Loyalty.Domain.Tests;

/// <summary>Random lives against a model that is written from the rules alone: D-i1 to D-i3, and D-2.</summary>
public sealed class BenefitReportModelTests
{
    private static readonly DateOnly First = new(2027, 1, 1);
    private static readonly DateOnly Last = new(2028, 12, 31);
    private static readonly DateOnly VersionDay = new(2028, 1, 1);

    private static readonly Programme Later = Programme.Create("Later", "CHF", "Europe/Zurich", 12, 60, [
        new("Member", 0, YearlyBenefitCost: new CostRange(1, 2)), new("Silver", 1000, YearlyBenefitCost: new CostRange(25, 45)),
        new("Gold", 3000, YearlyBenefitCost: new CostRange(110.5m, 210)), new("Platinum", 5000, YearlyBenefitCost: new CostRange(300, 500))]).Value;

    private static readonly ProgrammeVersions Versions = ((ProgrammeVersions)Make.Default).With(new ProgrammeVersion(2, VersionDay, Later));

    [Fact]
    public void Sums_agree_with_ten_thousand_random_lives_on_every_day_of_two_years()
    {
        var random = new Random(20);
        var held = new HeldMembers(Versions);
        var days = Last.DayNumber - First.DayNumber + 1;
        var (members, accounts) = (new long[days, 4], new long[days]);
        var unearned = new Dictionary<(string Month, int Level), long>();
        for (var i = 0; i < 10_000; i++)
        {
            var life = Life(random);
            var naive = new NaiveHolder(life.Enrolled, life.Deeds, day => Versions.On(day).Programme, VersionDay);
            naive.LiveThrough(Last);
            held.Add(Recorded(life), life.Erased, known: i % 2 == 0);
            for (var day = life.Enrolled; day <= Last && !(day >= life.Erased); day = day.AddDays(1))
            {
                members[day.DayNumber - First.DayNumber, naive.Held[day.DayNumber - life.Enrolled.DayNumber]]++;
                accounts[day.DayNumber - First.DayNumber]++;
            }

            foreach (var (day, (on, _)) in naive.Unearned.Where(u => !(u.Value.On >= life.Erased)))
            {
                var key = (CivilMonth.Of(on).ToString(), naive.Held[day.DayNumber - life.Enrolled.DayNumber]);
                unearned[key] = unearned.GetValueOrDefault(key) + 1;
            }
        }

        var runs = held.Days.Held.Runs(Versions, Last.AddDays(1)).ToList();
        foreach (var run in runs)
        {
            for (var day = run.From; day < run.Before; day = day.AddDays(1))
            {
                var at = day.DayNumber - First.DayNumber;
                Assert.Equal(Enumerable.Range(0, 4).Select(level => members[at, level]), run.Members.Take(4));
                Assert.Equal(accounts[at], run.Members.Sum());
            }
        }

        Assert.Equal(days, runs.Sum(run => run.Before.DayNumber - run.From.DayNumber));
        AssertCosts(held, members);
        AssertUnearned(held, unearned);
    }

    [Fact]
    public void Closed_months_and_their_adjustments_are_what_is_known_now()
    {
        var random = new Random(3);
        for (var round = 0; round < 5; round++)
        {
            // Some lives become known late: with the closing of a month that is long after their beginning.
            var lives = Enumerable.Range(0, 150).Select(_ => (Events: Recorded(Life(random)), Known: random.Next(1, 25))).ToList();
            var held = new HeldMembers(Versions);
            var (closed, before) = (new List<string>(), (BenefitDays?)null);
            var (reports, today) = (new List<BenefitReport>(), Last.AddDays(1).ToString("O", CultureInfo.InvariantCulture));
            for (var month = 1; month <= 24; month++)
            {
                foreach (var life in lives.Where(l => l.Known == month))
                    held.Add(life.Events);
                var name = CivilMonth.Of(First.AddMonths(month - 1)).ToString();
                reports.Add(held.Month(name, today, before, [.. closed]));
                closed.Add(name);
                before = new BenefitDays();
                before.Add(held.Days);
            }

            foreach (var month in closed)
            {
                var now = held.Month(month, today);
                var told = reports.Where(r => r.Month.ToString() == month).SelectMany(r => r.Tiers)
                    .Concat(reports.SelectMany(r => r.Adjustments).Where(a => a.OfMonth.ToString() == month).Select(a => a.Line));
                Assert.Equal(Sums(now.Tiers), Sums(told));
            }

            Assert.Equal(
                held.Days.Unearned.Days.Sum(d => d.Days), reports.SelectMany(r => r.Unearned).Sum(u => u.Days));
        }
    }

    private static List<(int Version, int Level, long Days, long Low, long High)> Sums(IEnumerable<BenefitLine> lines) =>
    [
        .. lines.GroupBy(l => (l.Version, l.Level)).OrderBy(g => g.Key)
            .Select(g => (g.Key.Version, g.Key.Level, g.Sum(l => l.Days), g.Sum(l => l.Low), g.Sum(l => l.High)))
            .Where(l => l is not (_, _, 0, 0, 0)),
    ];

    private static void AssertCosts(HeldMembers held, long[,] members)
    {
        foreach (var year in new[] { 2027, 2028 })
        {
            var programme = Versions.On(new DateOnly(year, 6, 1)).Programme;
            var cumulated = new long[4];
            var sums = new decimal[4];
            for (var month = 1; month <= 12; month++)
            {
                var lines = held.Month($"{year}-{month:00}", "2029-01-01").Tiers;
                for (var level = 0; level < 4; level++)
                {
                    var before = cumulated[level];
                    for (var day = new DateOnly(year, month, 1); day.Month == month; day = day.AddDays(1))
                        cumulated[level] += members[day.DayNumber - First.DayNumber, level];
                    var line = lines.SingleOrDefault(l => l.Level == level);
                    decimal Cost(decimal yearly, long days) => Math.Round(yearly * days / (year == 2028 ? 366 : 365), 2, MidpointRounding.ToEven);
                    var (low, high) = (programme.Tiers[level].YearlyBenefitCost.Low, programme.Tiers[level].YearlyBenefitCost.High);
                    Assert.Equal(
                        (cumulated[level] - before, Cost(low, cumulated[level]) - Cost(low, before), Cost(high, cumulated[level]) - Cost(high, before)),
                        (line.Days, line.Low / 100m, line.High / 100m));
                    sums[level] += line.Low / 100m;
                }
            }

            // Months sum to the year.
            for (var level = 0; level < 4; level++)
                Assert.Equal(Math.Round(programme.Tiers[level].YearlyBenefitCost.Low * cumulated[level] / (year == 2028 ? 366 : 365), 2, MidpointRounding.ToEven), sums[level]);
        }
    }

    private static void AssertUnearned(HeldMembers held, Dictionary<(string Month, int Level), long> unearned)
    {
        Assert.NotEmpty(unearned);
        for (var month = First; month <= Last; month = month.AddMonths(1))
        {
            var name = CivilMonth.Of(month).ToString();
            Assert.Equal(
                unearned.Where(u => u.Key.Month == name).OrderBy(u => u.Key.Level).Select(u => (Make.Default.Tiers[u.Key.Level].Code, u.Value)),
                held.Month(name, "2029-01-01").Unearned.Where(u => u.Days != 0).Select(u => (u.Code, u.Days)).OrderBy(u => Make.Default.LevelOf(u.Code)));
        }
    }

    private static (DateOnly Enrolled, IReadOnlyList<Deed> Deeds, DateOnly? Erased) Life(Random random)
    {
        var enrolled = random.Next(4) == 0 ? First : First.AddDays(random.Next(0, 600));
        var deeds = new List<Deed>();
        var left = new List<long>();
        var day = enrolled;
        for (var i = random.Next(0, 9); i > 0; i--)
        {
            day = day.AddDays(random.Next(4) == 0 ? 0 : random.Next(0, 150));
            if (day > Last)
                break;
            if (left.Count > 0 && random.Next(3) == 0)
            {
                var place = random.Next(left.Count);
                var amount = random.Next(2) == 0 ? left[place] : left[place] / 2;
                if (amount == 0)
                    continue;
                left[place] -= amount;
                deeds.Add(new Deed(day, amount, place));
                continue;
            }

            left.Add(random.Next(100, 3000) * 100L);
            deeds.Add(new Deed(day, left[^1]));
        }

        return (enrolled, deeds, random.Next(12) == 0 ? day.AddDays(random.Next(0, 90)) : null);
    }

    private static IReadOnlyList<AccountEvent> Recorded((DateOnly Enrolled, IReadOnlyList<Deed> Deeds, DateOnly? Erased) life)
    {
        var member = new LiveMember(Versions).Enrolled(life.Enrolled);
        var bought = 0;
        foreach (var (index, deed) in life.Deeds.Index())
        {
            if (deed.Takes is { } place)
                Assert.Null(member.Asked(Make.Reversal($"r{index}", $"p{place}", deed.Amount / 100m), deed.Day).Refusal);
            else
                Assert.Null(member.Asked(new Purchase(new TransactionId($"p{bought++}"), PurchaseType.Flight, new Money(deed.Amount, Versions.Currency), deed.Day), deed.Day).Refusal);
        }

        member.Looked(Last);
        return member.Events;
    }
}
