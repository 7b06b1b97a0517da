using System.Collections.Immutable;
using Loyalty.Domain;

namespace Loyalty.Grains;

[GenerateSerializer, Immutable, Alias("loyalty.Refusal")]
internal readonly record struct RefusalSurrogate(
    [property: Id(0)] string Code, [property: Id(1)] string Detail, [property: Id(2)] string? Field, [property: Id(3)] string? Became, [property: Id(4)] int? TriesLeft,
    [property: Id(5)] string? Reason);

[RegisterConverter]
internal sealed class RefusalConverter : IConverter<Refusal, RefusalSurrogate>
{
    public Refusal ConvertFromSurrogate(in RefusalSurrogate surrogate) =>
        new(surrogate.Code, surrogate.Detail, surrogate.Field) { Became = surrogate.Became, TriesLeft = surrogate.TriesLeft, Reason = surrogate.Reason };

    public RefusalSurrogate ConvertToSurrogate(in Refusal value) =>
        new(value.Code, value.Detail, value.Field, value.Became, value.TriesLeft, value.Reason);
}

[GenerateSerializer, Immutable, Alias("loyalty.TierStanding")]
internal readonly record struct TierStandingSurrogate(
    [property: Id(0)] int Level, [property: Id(1)] DateOnly Since, [property: Id(2)] DateOnly? ReviewDate, [property: Id(3)] ImmutableArray<DateOnly> HeldSince);

[RegisterConverter]
internal sealed class TierStandingConverter : IConverter<TierStanding, TierStandingSurrogate>
{
    public TierStanding ConvertFromSurrogate(in TierStandingSurrogate surrogate) =>
        new(surrogate.Level, surrogate.Since, surrogate.ReviewDate, surrogate.HeldSince);

    public TierStandingSurrogate ConvertToSurrogate(in TierStanding value) => new(value.Level, value.Since, value.ReviewDate, value.HeldSince);
}

[GenerateSerializer, Immutable, Alias("loyalty.AccountSnapshot")]
internal readonly record struct AccountSnapshotSurrogate(
    [property: Id(0)] MemberId MemberId,
    [property: Id(1)] long Version,
    [property: Id(2)] DateOnly EnrolledOn,
    [property: Id(3)] TierStanding Standing,
    [property: Id(4)] ImmutableArray<(DateOnly LastDay, long Amount)> Buckets,
    [property: Id(5)] long Lifetime,
    [property: Id(6)] DateOnly? LastPostedOn,
    [property: Id(7)] DateOnly Day,
    [property: Id(8)] DateOnly? Due,
    [property: Id(9)] DateTimeOffset LastUpdated,
    [property: Id(10)] ValueList<PendingCredit> Pending,
    [property: Id(11)] ValueList<CapUse> Caps);

[RegisterConverter]
internal sealed class AccountSnapshotConverter : IConverter<AccountSnapshot, AccountSnapshotSurrogate>
{
    public AccountSnapshot ConvertFromSurrogate(in AccountSnapshotSurrogate surrogate) => new(
        surrogate.MemberId,
        surrogate.Version,
        surrogate.EnrolledOn,
        surrogate.Standing,
        surrogate.Buckets,
        surrogate.Lifetime,
        surrogate.LastPostedOn,
        surrogate.Day,
        surrogate.Due,
        surrogate.LastUpdated,
        surrogate.Pending,
        surrogate.Caps);

    public AccountSnapshotSurrogate ConvertToSurrogate(in AccountSnapshot value) => new(
        value.MemberId,
        value.Version,
        value.EnrolledOn,
        value.Standing,
        value.Buckets,
        value.Lifetime,
        value.LastPostedOn,
        value.Day,
        value.Due,
        value.LastUpdated,
        value.Pending,
        value.Caps);
}
