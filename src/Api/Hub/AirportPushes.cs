using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Hands recognitions to displays and notices to those who watch the member, over the hub of this process.</summary>
public sealed class AirportPushes(DisplayRegistry displays, WatchRegistry members) : IAirportFeed
{
    /// <inheritdoc/>
    public void Publish(Recognition recognition) => displays.Publish(recognition);

    /// <inheritdoc/>
    public void Publish(Withdrawal withdrawal) => displays.Withdraw(withdrawal);

    /// <inheritdoc/>
    public void Publish(DisruptionNotice notice) => members.Tell(MemberId.Of(notice.MemberId), Pushes.Disrupted, notice);
}
