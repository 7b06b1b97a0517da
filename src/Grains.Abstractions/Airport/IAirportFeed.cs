namespace Loyalty.Grains;

/// <summary>Where recognitions and notices go once they are durable. Never blocks.</summary>
public interface IAirportFeed
{
    /// <summary>To the displays of its place.</summary>
    void Publish(Recognition recognition);

    /// <summary>To those who watch the member.</summary>
    void Publish(DisruptionNotice notice);
}
