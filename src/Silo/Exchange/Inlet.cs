using Loyalty.Api;
using Loyalty.Domain;
using Orleans.Runtime;

namespace Loyalty.Silo;

/// <summary>Brings what other silos tell to this silo's hub.</summary>
internal sealed class Inlet(WatchRegistry watches, DisplayRegistry displays, AirportPushes airport, ActiveAccounts local)
{
    public void Take(News news)
    {
        foreach (var item in news.Items)
        {
            if (item.Change is { } change)
            {
                local.ChangedElsewhere(MemberId.Of(change.MemberId));
                watches.Publish(change);
            }

            if (item.Recognition is { } recognition)
                airport.Publish(recognition);
            if (item.Notice is { } notice)
                airport.Publish(notice);
            if (item.Withdrawal is { } withdrawal)
                airport.Publish(withdrawal);
            if (item.Erased is { } erased)
                watches.Erased(MemberId.Of(erased));
        }

        if (news.Lost)
            Missed();
    }

    /// <summary>
    /// Something may not have come here: every watch by name reads what it missed; whoever watches everything, or a display, is cut off,
    /// because there is no version to ask it by. A display that comes back is told whom it may show.
    /// </summary>
    public void Missed()
    {
        watches.CutAll();
        displays.CutAll();
        _ = watches.CatchUpAsync(CancellationToken.None);
    }
}
