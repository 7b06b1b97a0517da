using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Lets work of one member happen in the order it was given, and that of different members at once. For one caller's thread.</summary>
/// <param name="bound">Members remembered before those that have nothing under way are forgotten.</param>
public sealed class MemberTurns(int bound)
{
    private readonly Dictionary<MemberId, Task> _last = [];

    /// <summary>Starts the work when the member's work before it is done.</summary>
    /// <param name="work">Must not fail.</param>
    public Task<T> Next<T>(MemberId member, Func<Task<T>> work)
    {
        if (_last.Count >= bound)
            ForgetIdle();
        var next = _last.TryGetValue(member, out var before) && !before.IsCompleted ? AfterAsync(before, work) : work();
        _last[member] = next;
        return next;
    }

    private static async Task<T> AfterAsync<T>(Task before, Func<Task<T>> work)
    {
        await before;
        return await work();
    }

    private void ForgetIdle()
    {
        foreach (var (member, _) in _last.Where(turn => turn.Value.IsCompleted).ToList())
            _last.Remove(member);
    }
}
