using FsCheck;
using FsCheck.Fluent;

namespace Loyalty.Domain.Tests;

public class SpendWindowTests
{
    private static readonly DateOnly Day = Make.Day("2026-01-01");

    [Fact]
    public void Buckets_come_sorted_merged_and_never_empty()
    {
        var window = new SpendWindow();
        window.Add(Day.AddDays(5), 10);
        window.Add(Day, 20);
        window.Add(Day.AddDays(5), 30);
        window.Add(Day.AddDays(1), 0);
        Assert.Equal([(Day, 20L), (Day.AddDays(5), 40L)], window.Buckets);
        window.Take(Day, 20);
        Assert.Equal([(Day.AddDays(5), 40L)], window.Buckets);
    }

    [Fact]
    public void More_than_there_is_cannot_be_taken()
    {
        var window = new SpendWindow();
        window.Add(Day, 20);
        Assert.Throws<InvalidOperationException>(() => window.Take(Day, 21));
        Assert.Throws<InvalidOperationException>(() => window.Take(Day.AddDays(1), 1));
        window.Take(Day.AddDays(1), 0);
        Assert.Equal(20, window.SpendOn(Day));
    }

    [Fact]
    public void A_sum_beyond_64_bits_is_an_error_never_a_wrap()
    {
        var window = new SpendWindow();
        window.Add(Day, long.MaxValue);
        Assert.Throws<OverflowException>(() => window.Add(Day, 1));
        window.Add(Day.AddDays(1), 1);
        Assert.Throws<OverflowException>(() => window.SpendOn(Day));
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(uint.MaxValue + 1L)]
    [InlineData(long.MaxValue)]
    public void Large_amounts_stay_exact_beside_small_ones(long large)
    {
        var window = new SpendWindow();
        window.Add(Day.AddDays(2), 7);
        window.Add(Day.AddDays(1), large);
        window.Add(Day, 5);
        Assert.Equal([(Day, 5L), (Day.AddDays(1), large), (Day.AddDays(2), 7L)], window.Buckets);
        Assert.Equal(window.Buckets, window.Clone().Buckets);
        window.Take(Day.AddDays(1), large - 1);
        window.ForgetBefore(Day.AddDays(1));
        window.Add(Day.AddDays(9), 3);
        Assert.Equal([(Day.AddDays(1), 1L), (Day.AddDays(2), 7L), (Day.AddDays(9), 3L)], window.Buckets);
    }

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        var window = new SpendWindow();
        window.Add(Day, 20);
        var copy = window.Clone();
        copy.Add(Day, 1);
        copy.Add(Day.AddDays(9), 1);
        window.Take(Day, 5);
        Assert.Equal((15, 22), (window.SpendOn(Day), copy.SpendOn(Day)));
    }

    [Fact]
    public void A_window_does_what_a_plain_list_does() => Seeded.Check(
        Arb.From(Gen.ListOf(Operation)),
        operations =>
        {
            var window = new SpendWindow();
            var list = new List<(DateOnly LastDay, long Amount)>();
            foreach (var (offset, amount, forgets) in operations)
            {
                var day = Day.AddDays(offset);
                if (forgets)
                {
                    window.ForgetBefore(day);
                    list.RemoveAll(x => x.LastDay < day);
                }
                else if (amount < 0 && list.Where(x => x.LastDay == day).Sum(x => x.Amount) >= -amount)
                {
                    window.Take(day, -amount);
                    list.Add((day, amount));
                }
                else if (amount >= 0)
                {
                    window.Add(day, amount);
                    list.Add((day, amount));
                }
            }

            for (var offset = -1; offset < 45; offset++)
            {
                var day = Day.AddDays(offset);
                Assert.Equal(list.Where(x => x.LastDay >= day).Sum(x => x.Amount), window.SpendOn(day));
            }
        }, runs: 500);

    [Fact]
    public void The_first_day_below_is_found_with_and_without_a_posting_to_come() => Seeded.Check(
        Arb.From(
            from buckets in Gen.ListOf(Operation)
            from threshold in Gen.Choose(0, 200)
            from after in Gen.Choose(-5, 45)
            from extra in Gen.OneOf(Gen.Constant((Offset: -1000, Amount: 0, Forgets: false)), Operation)
            select (buckets, threshold, after, extra)),
        x =>
        {
            var window = new SpendWindow();
            foreach (var (offset, amount, _) in x.buckets)
                window.Add(Day.AddDays(offset), Math.Abs(amount));
            var (lastDay, more) = (Day.AddDays(x.extra.Offset), Math.Abs(x.extra.Amount));
            DateOnly? searched = null;
            for (var day = Day.AddDays(x.after + 1); searched is null && day < Day.AddDays(99); day = day.AddDays(1))
                searched = window.SpendOn(day) + (lastDay >= day ? more : 0) < x.threshold ? day : null;
            Assert.Equal(searched, window.FirstDayBelow(x.threshold, Day.AddDays(x.after), (lastDay, more)));
        }, runs: 2000);

    private static Gen<(int Offset, int Amount, bool Forgets)> Operation =>
        from offset in Gen.Choose(0, 40)
        from amount in Gen.Choose(-50, 100)
        from forgets in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        select (offset, amount, forgets);
}
