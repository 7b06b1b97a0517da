using System.Buffers;
using System.Text;
using Loyalty.Grains;

namespace Loyalty.Api.Tests;

/// <summary>What the API document shows of a request is what is read of it: the examples it gives are taken.</summary>
public class ShapeTests
{
    [Fact]
    public void Enrolment() => Taken<EnrolmentBody, Enrolment>();

    [Fact]
    public void Profile() => Taken<ProfileBody, ProfileChange>();

    [Fact]
    public void Purchase() => Taken<PurchaseBody, Domain.Purchase>();

    [Fact]
    public void Reversal() => Taken<ReversalBody, ReversalBody>();

    [Fact]
    public void Quote() => Taken<QuoteBody, BasketQuestion>();

    [Fact]
    public void Rates() => Taken<RatesBody, RatesBody>();

    [Fact]
    public void Clock() => Taken<ClockBody, ClockBody>();

    [Fact]
    public void Number_schemes() => Taken<NumberSchemeBody, NumberSchemeBody>();

    private static void Taken<TShape, TValue>()
        where TShape : IJsonShape<TValue>
    {
        Assert.Null(Read<TShape, TValue>(DocumentExamples.Of(typeof(TShape) == typeof(RatesBody) ? "putRates.body" : typeof(TShape).Name)!.ToJsonString()));

        // Every property of the shape is asked for, so that none is refused as unknown.
        if (typeof(TShape) == typeof(RatesBody))
            return;
        var names = typeof(TShape).GetProperties().Where(p => p.GetMethod is { IsStatic: false } && p.Name != "EqualityContract")
            .Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]);
        var problem = Read<TShape, TValue>("{" + string.Join(',', names.Select(name => $"\"{name}\":[]")) + "}");
        Assert.Equal(422, problem!.Status);
    }

    private static Problem? Read<TShape, TValue>(string json)
        where TShape : IJsonShape<TValue> =>
        JsonReading.Read<TShape, TValue>(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json))).Problem;
}
