using System.Numerics;
using FsCheck.Fluent;

namespace Loyalty.Domain.Tests;

public class HalfEvenTests
{
    [Theory]
    [InlineData(5, 1, 10, 0)]
    [InlineData(15, 1, 10, 2)]
    [InlineData(25, 1, 10, 2)]
    [InlineData(35, 1, 10, 4)]
    [InlineData(24, 1, 10, 2)]
    [InlineData(26, 1, 10, 3)]
    [InlineData(1, 1, 3, 0)]
    [InlineData(2, 1, 3, 1)]
    [InlineData(3, 1, 2, 2)]
    [InlineData(5, 1, 2, 2)]
    [InlineData(0, 7, 9, 0)]
    public void An_exact_half_goes_to_the_even_neighbour_all_else_to_the_nearest(long value, long numerator, long denominator, long rounded) =>
        Assert.Equal(rounded, HalfEven.Scale(value, numerator, denominator));

    [Fact]
    public void A_result_beyond_64_bits_is_an_error() =>
        Assert.Throws<OverflowException>(() => HalfEven.Scale(long.MaxValue, 2, 1));

    [Fact]
    public void A_product_beyond_127_bits_is_an_error() =>
        Assert.Throws<OverflowException>(() => HalfEven.Scale(Int128.MaxValue, 2, 1));

    [Fact]
    public void Rounding_agrees_with_whole_numbers_without_bounds() => Seeded.Check(
        Arb.From(
            from value in Gen.Choose(0, int.MaxValue)
            from numerator in Gen.Choose(0, int.MaxValue)
            from denominator in Gen.OneOf(Gen.Choose(1, 50), Gen.Choose(1, int.MaxValue))
            // Small ones and large ones are reckoned in two ways.
            from scale in Gen.Elements(1L, 2L, 1L << 20)
            select (Value: value * scale, Numerator: (long)numerator, Denominator: (long)denominator)),
        x =>
        {
            var product = (BigInteger)x.Value * x.Numerator;
            var (floor, rest) = BigInteger.DivRem(product, x.Denominator);
            var up = (rest * 2).CompareTo(x.Denominator) is var half && (half > 0 || (half == 0 && !floor.IsEven));
            var rounded = up ? floor + 1 : floor;
            if (rounded > long.MaxValue)
                Assert.Throws<OverflowException>(() => HalfEven.Scale(x.Value, x.Numerator, x.Denominator));
            else
                Assert.Equal(rounded, HalfEven.Scale(x.Value, x.Numerator, x.Denominator));
        }, runs: 2000);

    [Fact]
    public void Powers_of_ten_are_exact_up_to_the_largest_that_fits()
    {
        Assert.Equal(1, HalfEven.PowerOfTen(0));
        Assert.Equal((Int128)BigInteger.Pow(10, 38), HalfEven.PowerOfTen(38));
        Assert.Throws<OverflowException>(() => HalfEven.PowerOfTen(39));
    }
}
