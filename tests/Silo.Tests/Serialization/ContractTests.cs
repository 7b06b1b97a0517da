using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Loyalty.Silo.Tests;

/// <summary>What silos tell each other: immutable, so that a call within a silo hands it on as it is, and whole when it arrives in another.</summary>
public class ContractTests
{
    private static readonly JsonSerializerOptions Shown = new() { IncludeFields = true };

    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    public static TheoryData<Type> Carried => [.. Contracts.Carried];

    public static TheoryData<Type> Whole => [.. Contracts.Carried.Where(type => !type.IsAbstract)];

    [Fact]
    public void What_travels_is_found() => Assert.Superset(
        new HashSet<Type>(
        [
            typeof(Purchase), typeof(Outcome<PurchaseReceipt>), typeof(PurchaseReceipt), typeof(StatusView), typeof(ImportRow), typeof(AccountSnapshot),
            typeof(StatusChange), typeof(DisruptionNotice), typeof(MemberErased), typeof(Refusal), typeof(Money),
        ]),
        Contracts.Carried.ToHashSet());

    [Theory]
    [MemberData(nameof(Carried))]
    public void It_cannot_be_changed_by_who_receives_it(Type type)
    {
        Assert.True(type.IsSealed || type.IsAbstract, $"{type} can be inherited.");
        var state = type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        Assert.DoesNotContain(state, property => property.SetMethod is { } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)));
        Assert.DoesNotContain(state, property => property.PropertyType.IsArray || IsChangeable(property.PropertyType));
    }

    [Theory]
    [MemberData(nameof(Carried))]
    public void It_says_so_and_has_a_name_of_its_own(Type type)
    {
        // A domain value has a surrogate that says it in its place.
        if (type.Assembly == typeof(MemberId).Assembly)
            return;
        Assert.True(type.IsDefined(typeof(ImmutableAttribute), inherit: false), $"{type} is not marked as immutable.");
        Assert.StartsWith("loyalty.", Contracts.AliasOf(type));
        Assert.Single(Contracts.Written, written => Contracts.AliasOf(written) == Contracts.AliasOf(type));
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void It_arrives_whole(Type type)
    {
        var sent = Contracts.Sample(type);

        var came = Serializer.Deserialize<object>(Serializer.SerializeToArray(sent));

        Assert.IsType(type, came);
        Assert.Equal(JsonSerializer.Serialize(sent, type, Shown), JsonSerializer.Serialize(came, type, Shown));
    }

    [Fact]
    public void A_purchase_travels_to_the_centime()
    {
        var purchase = new Purchase(new TransactionId("t-1"), PurchaseType.Partner, Money.From(12.30m, Currency.Of("EUR")).Value, new DateOnly(2026, 1, 2), Reason: "ü");

        var came = Travelled(purchase);

        Assert.Equal(purchase, came);
        Assert.Equal("12.30", came.Amount.ToDecimal().ToString(CultureInfo.InvariantCulture));
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
    public void Damage_travels_with_its_member_and_version()
    {
        var came = Travelled<Exception>(new JournalDamagedException("MEMBER1", 7, "It cannot follow."));

        var damaged = Assert.IsType<JournalDamagedException>(came);
        Assert.Equal(("MEMBER1", 7L, "It cannot follow."), (damaged.Member, damaged.Version, damaged.Message));
        Assert.IsType<EngineBusyException>(Travelled<Exception>(new EngineBusyException("full")));
        Assert.IsType<JournalUnavailableException>(Travelled<Exception>(new JournalUnavailableException("gone")));
    }

    private static T Travelled<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value))!;

    private static bool IsChangeable(Type type) => typeof(IList).IsAssignableFrom(type) && !type.IsValueType
        || type.IsGenericType && new[] { typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(IList<>), typeof(IDictionary<,>) }.Contains(type.GetGenericTypeDefinition());
}
