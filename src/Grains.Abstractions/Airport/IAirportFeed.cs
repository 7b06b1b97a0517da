namespace Loyalty.Grains;

/// <summary>Where recognitions and notices go once they are durable. Never blocks.</summary>
public interface IAirportFeed
{
    /// <summary>To the displays of its place.</summary>
    void Publish(Recognition recognition);

    /// <summary>To the displays of its place, at once and for good: the recognition is not shown when it comes later either.</summary>
    void Publish(Withdrawal withdrawal);

    /// <summary>To those who watch the member.</summary>
    void Publish(DisruptionNotice notice);
}
