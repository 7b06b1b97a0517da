using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Check-ins and disruptions in tables of their own.</summary>
/// <param name="commits">Is told, for who follows the stream.</param>
internal sealed class SqlAirport(ISqlTables tables, CommitSignal commits) : IAirportStore
{
    /// <summary>Rows of a table that are forgotten at once, so that no purchase waits long behind them.</summary>
    public const int ForgottenAtOnce = 500;

    private const string CheckInColumns =
        "id, member, flight, day, airport, location, seat, tier, tier_level, greeting, greeting_since, greeting_years, at, expires_at, claim";

    private const string DisruptionColumns = "id, flight, day, kind, message, affected, at, claim";

    // Not there after it was written: the member was erased, now or before.
    public async Task<RecordedCheckIn?> AddAsync(RecordedCheckIn checkIn)
    {
        await tables.WriteAsync([CheckInRow.Insert(checkIn), CheckInRow.UnlessErased(checkIn)]);
        return await FindAsync(checkIn.CheckIn.Id);
    }

    public async Task<RecordedCheckIn?> FindAsync(CheckInId id) =>
        (await CheckInsAsync("WHERE id = @id", ("@id", id.Value))).SingleOrDefault();

    public Task<IReadOnlyList<RecordedCheckIn>> ReadFlightAsync(FlightDay flight, int limit) => CheckInsAsync(
        "WHERE day = @day AND flight = @flight ORDER BY at, id LIMIT @limit", ("@day", flight.Date), ("@flight", flight.Flight.Value), ("@limit", limit));

    public Task<IReadOnlyList<RecordedCheckIn>> ReadMemberAsync(MemberId member, int limit) => CheckInsAsync(
        "WHERE member = @member ORDER BY at DESC, id DESC LIMIT @limit", ("@member", member.Value), ("@limit", limit));

    // Through all of them: there are those of a week, and nobody asks but who exports or erases a person.
    public Task<IReadOnlyList<RecordedDisruption>> ReadDisruptionsAsync(MemberId member, int limit) => tables.ReadAsync(
        new SqlStatement(
            $"SELECT {DisruptionColumns} FROM disruptions WHERE affected LIKE @member ORDER BY at DESC, id LIMIT @limit",
            ("@member", DisruptionRow.Pattern(member)),
            ("@limit", limit)),
        DisruptionRow.Read);

    // Sorted on the way: there are those of a week.
    public Task<IReadOnlyList<RecordedDisruption>> ReadDisruptionsAsync(int limit) => tables.ReadAsync(
        new SqlStatement($"SELECT {DisruptionColumns} FROM disruptions ORDER BY at DESC, id LIMIT @limit", ("@limit", limit)), DisruptionRow.Read);

    public async Task<long> CountAsync(FlightDay flight) => (await tables.ReadAsync(
        new SqlStatement("SELECT count(*) FROM checkins WHERE day = @day AND flight = @flight", ("@day", flight.Date), ("@flight", flight.Flight.Value)),
        row => row.GetInt64(0)))[0];

    public async Task<IReadOnlyList<RecordedCheckIn>> ReadPlaceAsync(DisplayPlace place, DateTimeOffset expireAfter, int limit)
    {
        var latest = await CheckInsAsync(
            "WHERE place = @place AND expires_at > @after ORDER BY expires_at DESC, id DESC LIMIT @limit",
            ("@place", place.Key),
            ("@after", Instants.ToMicroseconds(expireAfter)),
            ("@limit", limit));
        return [.. latest.Reverse()];
    }

    public async Task<RecordedDisruption> AddAsync(RecordedDisruption disruption, IReadOnlyList<StreamEntry>? told = null)
    {
        await tables.WriteAsync([.. (told ?? []).Select(one => DisruptionRow.Tell(disruption, one)), DisruptionRow.Insert(disruption)]);
        commits.Raise();
        return await FindAsync(disruption.Disruption.Id) ?? throw Lost($"disruption {disruption.Disruption.Id}");
    }

    public async Task<RecordedDisruption?> FindAsync(DisruptionId id) => (await tables.ReadAsync(
        new SqlStatement($"SELECT {DisruptionColumns} FROM disruptions WHERE id = @id", ("@id", id.Value)), DisruptionRow.Read)).SingleOrDefault();

    public async Task<bool> ForgetBeforeAsync(DateOnly day)
    {
        await tables.WriteAsync([Forget("checkins", day), Forget("disruptions", day)]);
        var left = await tables.ReadAsync(
            new SqlStatement(
                "SELECT 1 FROM checkins WHERE day < @day UNION ALL SELECT 1 FROM disruptions WHERE day < @day LIMIT 1", ("@day", day)),
            row => row.GetInt32(0));
        return left.Count > 0;
    }

    private Task<IReadOnlyList<RecordedCheckIn>> CheckInsAsync(string where, params (string Name, object? Value)[] parameters) =>
        tables.ReadAsync(new SqlStatement($"SELECT {CheckInColumns} FROM checkins {where}", parameters), CheckInRow.Read);

    private static SqlStatement Forget(string table, DateOnly day) => new(
        $"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE day < @day ORDER BY day LIMIT {ForgottenAtOnce})", ("@day", day));

    // Written, and gone before it was read: only forgetting could do that, and it leaves alone what a check-in may be dated.
    private static JournalDamagedException Lost(string what) => new("", 0, $"The {what} was written and is not there.");
}
