using System.Collections;
using System.Reflection;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo.Tests;

/// <summary>Calls within a silo hand records on as they are, so none of them may be changed by who receives it.</summary>
public class WireTests
{
    public static TheoryData<Type> Carried => [.. Reached()];

    [Fact]
    public void What_actors_are_told_and_answer_is_found() => Assert.Superset(
        new HashSet<Type>(
        [
            typeof(Purchase), typeof(Outcome<PurchaseReceipt>), typeof(PurchaseReceipt), typeof(StatusView), typeof(ImportRow), typeof(AccountSnapshot),
            typeof(StatusChange), typeof(DisruptionNotice), typeof(Refusal),
        ]),
        Reached().ToHashSet());

    [Theory]
    [MemberData(nameof(Carried))]
    public void A_record_that_is_handed_on_cannot_be_changed(Type type)
    {
        Assert.True(type.IsSealed, $"{type} can be inherited.");
        Assert.DoesNotContain(State(type), property => property.SetMethod is { } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)));
        Assert.DoesNotContain(State(type), property => property.PropertyType.IsArray || IsChangeable(property.PropertyType));
    }

    [Fact]
    public void A_purchase_travels_to_the_centime()
    {
        var purchase = new Purchase(new TransactionId("t-1"), PurchaseType.Partner, Money.From(12.30m, Currency.Of("EUR")).Value, new DateOnly(2026, 1, 2), Reason: "ü");
        Assert.Equal(purchase, Travelled(purchase));
        Assert.Equal("12.30", Travelled(purchase).Amount.ToDecimal().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_state_travels_with_its_buckets()
    {
        var account = new LoyaltyAccount(MemberId.Of("MEMBER1"));
        account.Apply(AccountDecisions.Enrol("web", new DateOnly(2026, 1, 1), null), DateTimeOffset.UnixEpoch);
        var bought = AccountDecisions.Record(account, HostUnderTest.Francs("t1", 2600), new DateOnly(2026, 1, 2), BuiltInProgramme.Value, ExchangeRates.None);
        foreach (var change in bought.Value.Events)
            account.Apply(change, DateTimeOffset.UnixEpoch);

        var (sent, came) = (account.ToSnapshot(), Travelled(account.ToSnapshot()));

        Assert.Equal(sent.Buckets.AsEnumerable(), came.Buckets);
        Assert.Equal(sent with { Buckets = [] }, came with { Buckets = [] });
    }

    [Fact]
    public void A_recognition_travels_with_its_place()
    {
        var item = new Recognition(new CheckInId("c"), new DisplayPlace(AirportCode.Of("ZRH"), DisplayLocation.Of("Lounge 1")), null!);
        Assert.Equal(item, Travelled(item));
    }

    private static T Travelled<T>(T value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, WireJson.Options), WireJson.Options)!;

    private static bool IsChangeable(Type type) => typeof(IList).IsAssignableFrom(type) && !type.IsValueType
        || type.IsGenericType && new[] { typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(IList<>), typeof(IDictionary<,>) }.Contains(type.GetGenericTypeDefinition());

    private static PropertyInfo[] State(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);

    /// <summary>All of the engine's types that the interfaces between silos name, and what these hold.</summary>
    private static HashSet<Type> Reached()
    {
        var found = new HashSet<Type>();
        foreach (var method in new[] { typeof(ILoyaltyAccountGrain), typeof(IOrleansLoyaltyAccountGrain), typeof(ISiloExchange), typeof(IOrleansExpirySweepGrain) }.SelectMany(type => type.GetMethods()))
        {
            Follow(method.ReturnType, found);
            foreach (var parameter in method.GetParameters())
                Follow(parameter.ParameterType, found);
        }

        return found;
    }

    private static void Follow(Type type, HashSet<Type> found)
    {
        foreach (var argument in type.GetGenericArguments())
            Follow(argument, found);
        if (!ImmutableRecords.IsOurs(type) || type.IsEnum || !found.Add(type))
            return;
        foreach (var property in State(type))
            Follow(property.PropertyType, found);
    }
}
