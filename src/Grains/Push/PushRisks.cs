using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Tells members of a drop to come, 30 and 7 days before it, from the forecast that their card tells: each subscribed member's is looked at when
/// the account has changed, and on the day that it named. Once for each day of a drop: a purchase that moves it gives another reason, one that
/// moves it back does not.
/// </summary>
public sealed class PushRisks(IPushStore store, AccountContext accounts)
{
    /// <summary>Members looked at in one round.</summary>
    public const int Page = 200;

    /// <summary>Looks at whoever is due, at most a page.</summary>
    /// <returns>Whether anything was there to tell.</returns>
    public async Task<bool> LookAsync(CancellationToken cancellation)
    {
        var hasTold = false;
        foreach (var member in await store.ToLookAtAsync(accounts.Clock.Today, Page))
        {
            cancellation.ThrowIfCancellationRequested();
            hasTold |= await LookAsync(member);
        }

        return hasTold;
    }

    private async Task<bool> LookAsync(MemberId member)
    {
        var today = accounts.Clock.Today;
        // Before the account is read: a change that comes meanwhile sets today again, and is looked at.
        var later = today.AddDays(1);
        await store.LookOnAsync([member], later);
        var (account, _) = await AccountHistory.LoadAsync(accounts, member);
        if (!account.IsEnrolled)
            return false;
        var day = account.DayFor(today);
        var status = AccountStatus.Of(account, day, accounts.Versions);
        var notice = RiskNotice.On(day, Forecast.After(day, status.Standing, account.Window, accounts.Versions, account.Pending));
        var messages = notice.Kind is { } kind ? await MessagesAsync(member, kind, notice, account.Version) : [];
        await store.AddAsync(messages, accounts.Clock.Now - PushDispatcher.Kept);
        await store.LookOnAsync([member], notice.LookOn is { } next && next <= today ? later : notice.LookOn, instead: later);
        return messages.Count > 0;
    }

    private async Task<IReadOnlyList<PushMessage>> MessagesAsync(MemberId member, PushKind kind, RiskNotice notice, long version)
    {
        var programme = accounts.Versions.On(accounts.Clock.Today).Programme;
        var (now, drop) = (accounts.Clock.Now, notice.Drop!.Value);
        var at = QuietHours.After(now, programme);
        var message = new PushMessage(
            "", member, kind, drop.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), version, programme.Tiers[notice.Level].Name, drop, null, now, at, at + kind.Lives());
        return [.. (await store.ReadAsync(member)).Where(one => one.Kinds.Contains(kind)).Select(one => message with { Subscription = one.Id })];
    }
}
