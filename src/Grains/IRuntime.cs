namespace Loyalty.Grains;

/// <summary>What gives the actors their turns.</summary>
public interface IRuntime
{
    /// <summary>Takes no new requests of this process and waits for those accepted.</summary>
    Task DrainAsync();
}
