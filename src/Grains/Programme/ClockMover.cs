using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Moves the test clock as time would: midnight by midnight, with everything due on the way done in its own day.</summary>
public sealed class ClockMover(TestClock time, Programme programme, ProgrammeClock clock, IExpirySweep sweep, ProgrammeBook programmes) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Moves the clock to an instant; all that is due until then has happened when it answers.</summary>
    /// <returns>Refused with <c>clock-backwards</c>.</returns>
    public async Task<Refusal?> MoveToAsync(DateTimeOffset target, CancellationToken cancellation = default)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (target < time.GetUtcNow())
                return new Refusal("clock-backwards", $"The clock stands at {time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} and moves forward only.", "now");
            for (var day = clock.Today; day < programme.DayOf(target); day = day.AddDays(1))
            {
                time.TryMoveTo(programme.StartOf(day.AddDays(1)));
                if (programmes.Current.NextAfter(day) == day.AddDays(1))
                    await sweep.SweepAsync(everyone: true, cancellation);
                else
                    await sweep.StepAsync(after: day, cancellation);
            }

            time.TryMoveTo(target);
            await sweep.SweepAsync(cancellation: cancellation);
            return null;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
