using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// One connection's watch of one display: what is still valid first, then what comes, nothing twice. It is registered before the
/// store is asked, so that a recognition is either in the answer or comes to <see cref="Publish"/>.
/// </summary>
public sealed class DisplayWatch(WatchConnection connection)
{
    /// <summary>Live recognitions kept while the store is asked; the oldest goes when there are more, as no display shows so many.</summary>
    public const int MaxHeld = 64;

    private readonly Lock _gate = new();
    private readonly HashSet<CheckInId> _withdrawn = [];
    private Queue<Recognition>? _held = [];

    /// <summary>Sends what the store had, then what came meanwhile, and lets live ones follow.</summary>
    /// <returns>The ids of those sent: all else that the display may still show is to go.</returns>
    public IReadOnlyList<string> Begin(IReadOnlyList<Recognition> valid)
    {
        lock (_gate)
        {
            var known = valid.Select(recognition => recognition.Id).ToHashSet();
            var shown = valid.Concat((_held ?? []).Where(held => !known.Contains(held.Id)))
                .Where(recognition => !_withdrawn.Contains(recognition.Id))
                .ToList();
            shown.ForEach(Send);
            _held = null;
            _withdrawn.Clear();
            return shown.ConvertAll(recognition => recognition.View.RecognitionId);
        }
    }

    /// <summary>Takes a recognition away; while the store is asked it is remembered, for the answer may still have it.</summary>
    public void Withdraw(Withdrawal withdrawal)
    {
        lock (_gate)
        {
            if (_held is not null)
                _withdrawn.Add(withdrawal.Id);
            connection.Push(Pushes.RecognitionWithdrawn, withdrawal.View);
        }
    }

    /// <summary>Takes a live recognition.</summary>
    public void Publish(Recognition recognition)
    {
        lock (_gate)
        {
            if (_held is null)
            {
                Send(recognition);
                return;
            }

            if (_held.Count == MaxHeld)
                _held.Dequeue();
            _held.Enqueue(recognition);
        }
    }

    private void Send(Recognition recognition) => connection.Push(Pushes.Recognised, recognition.View);
}
