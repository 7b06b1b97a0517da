using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>The streams beside the ledger, in a table of their own.</summary>
internal sealed class SqlStreams(ISqlTables tables, UnreadableRows unreadable) : IStreamPages
{
    public async Task<StreamEventsPage> ReadPageAsync(string stream, long after, int limit)
    {
        var page = Math.Min(limit, JournalLimits.Default.PageRows);
        var (events, faults, through) = (new List<RecordedStreamEvent>(), new List<UnreadableRow>(), after);
        foreach (var (recorded, sequence, member, fault) in await tables.ReadAsync(
            new SqlStatement(
                $"SELECT {StreamRow.Columns} FROM stream_events WHERE stream = @stream AND sequence > @after ORDER BY sequence LIMIT @limit",
                ("@stream", stream), ("@after", after), ("@limit", page)),
            row => StreamRow.Read(stream, row)))
        {
            faults.AddRange(UnreadableRows.Missing(through, sequence).Select(row => Note(stream, row)));
            through = sequence;
            if (recorded is not null)
                events.Add(recorded);
            else
                faults.Add(Note(stream, new UnreadableRow(member, sequence, 0, fault!)));
        }

        return new StreamEventsPage(events, faults, through, through > after && events.Count + faults.Count >= page);
    }

    public async Task<IReadOnlyList<RecordedStreamEvent>> ReadMemberAsync(string stream, MemberId member, long after, int limit) =>
    [
        .. (await RowsAsync(stream, member, after, limit))
            .Select(row => row.Event ?? throw new JournalDamagedException(member.Value, 0, Place(stream, row.Sequence, row.Fault!))),
    ];

    public async Task<long> LastSequenceAsync(string stream) => (await tables.ReadAsync(
        new SqlStatement("SELECT coalesce(max(sequence), 0) FROM stream_events WHERE stream = @stream", ("@stream", stream)), row => row.GetInt64(0)))[0];

    /// <summary>A stream as followers read it.</summary>
    public IEventStream Followed(string stream) => new FollowedStream(this, stream);

    private Task<IReadOnlyList<(RecordedStreamEvent? Event, long Sequence, string Member, string? Fault)>> RowsAsync(
        string stream, MemberId member, long after, int limit) => tables.ReadAsync(
        new SqlStatement(
            $"""
            SELECT {StreamRow.Columns} FROM stream_events WHERE member = @member AND stream = @stream AND sequence > @after
            ORDER BY sequence LIMIT @limit
            """,
            ("@member", member.Value), ("@stream", stream), ("@after", after), ("@limit", Math.Min(limit, JournalLimits.Default.PageRows))),
        row => StreamRow.Read(stream, row));

    // Remembered without the sequence, which is one of the ledger's there.
    private UnreadableRow Note(string stream, UnreadableRow row)
    {
        unreadable.Add(row with { Sequence = null, Reason = Place(stream, row.Sequence ?? 0, row.Reason) });
        return row;
    }

    private static string Place(string stream, long sequence, string fault) => $"Sequence {sequence} of the stream {stream} cannot be read: {fault}";

    private sealed class FollowedStream(SqlStreams streams, string name) : IEventStream
    {
        public string Name => name;

        public async Task<StreamPage> ReadAsync(long after, int limit)
        {
            var page = await streams.ReadPageAsync(name, after, limit);
            return new StreamPage([.. page.Events.Select(Of)], page.Through, page.IsFull);
        }

        // What cannot be read is passed over, as in a page.
        public async Task<IReadOnlyList<FollowedEvent>> ReadMemberAsync(MemberId member, StreamPosition after, int limit) =>
            [.. (await streams.RowsAsync(name, member, after.Sequence, limit)).Where(row => row.Event is not null).Select(row => Of(row.Event!))];

        public Task<long> LastSequenceAsync() => streams.LastSequenceAsync(name);

        private static FollowedEvent Of(RecordedStreamEvent recorded) => new(
            recorded.Stream, recorded.Sequence, recorded.Entry.Member.Value.Length == 0 ? null : recorded.Entry.Member, recorded.Sequence, recorded.Entry.At, recorded.After, recorded);
    }
}
