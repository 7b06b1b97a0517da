namespace Loyalty.Grains;

/// <summary>Tells who works in the background that there may be something to do; who hears of nothing looks of itself now and then.</summary>
public sealed class WorkSignal : IDisposable
{
    /// <summary>How often who waits looks of itself. By real time: the programme's clock may stand, and is moved at will.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _wake = new(0, 1);

    /// <summary>There may be something to do now.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It looks anyway.
        }
    }

    /// <summary>Waits until there may be something to do.</summary>
    public Task<bool> WaitAsync(CancellationToken cancellation) => _wake.WaitAsync(LookEvery, cancellation);

    public void Dispose() => _wake.Dispose();
}
