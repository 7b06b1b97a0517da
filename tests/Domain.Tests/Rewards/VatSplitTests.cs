namespace Loyalty.Domain.Tests;

public sealed class VatSplitTests
{
    [Fact]
    public void A_discount_is_split_by_gross_amount_and_taxed_behind_it()
    {
        var split = VatSplit.Of([new BasketLine(250_00, 8.1m), new BasketLine(100_00, 2.6m)], 70_00);
        Assert.Equal([new SplitLine(0, 50_00, 200_00, 14_99, 185_01), new SplitLine(1, 20_00, 80_00, 2_03, 77_97)], split);
    }

    [Fact]
    public void What_is_left_goes_to_the_largest_remainders_and_then_in_order()
    {
        static long[] Off(long[] lines, long off) => [.. VatSplit.Of([.. lines.Select(line => new BasketLine(line, 0))], off).Select(line => line.Off)];
        Assert.Equal([3_33, 3_33, 3_34], Off([33_33, 33_33, 33_34], 10_00));
        Assert.Equal([1, 1, 0], Off([10, 10, 10], 2));
        Assert.Equal([0, 0, 0], Off([0, 0, 0], 0));
        Assert.Equal([long.MaxValue / 4, long.MaxValue / 4], Off([long.MaxValue / 2, long.MaxValue / 2], long.MaxValue / 4 * 2));
    }

    [Fact]
    public void Every_split_adds_up_and_takes_no_line_below_nothing()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 20_000; i++)
        {
            var lines = Enumerable.Range(0, random.Next(1, 8)).Select(_ => new BasketLine(random.NextInt64(0, 1_000_00), random.Next(0, 10_001) / 100m)).ToList();
            var sum = lines.Sum(line => line.Gross);
            var off = random.NextInt64(0, sum + 1);
            var split = VatSplit.Of(lines, off);
            Assert.Equal(off, split.Sum(line => line.Off));
            Assert.All(split, line => Assert.True(line.Off >= 0 && line.Amount >= 0 && line.Vat >= 0 && line.Net >= 0 && line.Vat + line.Net == line.Amount));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => VatSplit.Of([new BasketLine(10, 0)], 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => VatSplit.Of([new BasketLine(10, 0)], -1));
    }
}
