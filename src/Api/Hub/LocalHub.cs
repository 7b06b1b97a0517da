using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Brings messages to the clients of this silo's hub.</summary>
public sealed class LocalHub(WatchRegistry watches, DisplayRegistry displays)
{
    /// <summary>Brings a message to those here who watch its member or its display.</summary>
    public void Deliver(HubMessage message)
    {
        switch (message)
        {
            case StatusChange change:
                watches.Publish(change);
                break;
            case MemberErased erased:
                watches.Erased(erased.Member);
                break;
            case Recognition recognition:
                displays.Publish(recognition);
                break;
            case Withdrawal withdrawal:
                displays.Withdraw(withdrawal);
                break;
            case DisruptionNotice notice:
                watches.Tell(MemberId.Of(notice.MemberId), Pushes.Disrupted, notice);
                break;
            case RewardChange reward:
                watches.Tell(MemberId.Of(reward.MemberId), Pushes.RewardChanged, reward);
                break;
            default:
                throw new InvalidOperationException($"The hub has no word for {message.GetType().Name}.");
        }
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
