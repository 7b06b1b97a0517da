using System.Collections.Concurrent;
using Loyalty.Grains;
using Microsoft.Extensions.Logging;

namespace Loyalty.Journal;

/// <summary>Remembers what could not be read, and tells the log once of each.</summary>
internal sealed class UnreadableRows(ILogger log) : IUnreadableRows
{
    private readonly ConcurrentDictionary<(string Member, long? Sequence), UnreadableRow> _rows = new();

    /// <summary>Missing rows of one gap that are named.</summary>
    private const int MaxNamed = 100;

    /// <summary>The rows that should be between two that follow one another, as far as they are named.</summary>
    public static IEnumerable<UnreadableRow> Missing(long before, long after)
    {
        for (var gone = before + 1; gone < after && gone <= before + MaxNamed; gone++)
            yield return new UnreadableRow("", gone, 0, "The row is gone.");
    }

    public IReadOnlyList<UnreadableRow> Rows =>
        [.. _rows.Values.OrderBy(row => row.Member, StringComparer.Ordinal).ThenBy(row => row.Sequence)];

    /// <summary>A row was met that cannot be read.</summary>
    public void Add(UnreadableRow row)
    {
        if (_rows.Count >= IUnreadableRows.MaxRemembered || !_rows.TryAdd((row.Member, row.Sequence), row))
            return;
        if (row.Sequence is { } sequence)
            log.LogError("Row {Sequence} of the ledger, member {Member}, cannot be read: {Reason}", sequence, row.Member, row.Reason);
        else
            log.LogError("The person of member {Member} cannot be read: {Reason}", row.Member, row.Reason);
    }

    /// <summary>A row was read; perhaps it has been mended.</summary>
    public void Remove(string member, long? sequence)
    {
        // Nearly always there is none.
        if (!_rows.IsEmpty)
            _rows.TryRemove((member, sequence), out _);
    }
}
