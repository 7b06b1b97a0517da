using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>A check-in as stored.</summary>
internal static class CheckInRow
{
    /// <summary>Keeps the row unless its id is taken.</summary>
    public static SqlStatement Insert(RecordedCheckIn recorded)
    {
        var checkIn = recorded.CheckIn;
        return new SqlStatement(
            """
            INSERT INTO checkins (
                id, member, flight, day, airport, location, place, seat, tier, tier_level, greeting, greeting_since, greeting_years,
                at, expires_at, claim)
            VALUES (
                @id, @member, @flight, @day, @airport, @location, @place, @seat, @tier, @level, @greeting, @since, @years,
                @at, @expires, @claim)
            ON CONFLICT (id) DO NOTHING
            """,
            ("@id", checkIn.Id.Value),
            ("@member", checkIn.Member.Value),
            ("@flight", checkIn.Flight.Flight.Value),
            ("@day", checkIn.Flight.Date),
            ("@airport", checkIn.Place.Airport.Value),
            ("@location", checkIn.Place.Location.Value),
            ("@place", checkIn.Place.Key),
            ("@seat", checkIn.Seat?.ToString()),
            ("@tier", recorded.Tier),
            ("@level", recorded.TierLevel),
            ("@greeting", recorded.Greeting.Kind.ToString()),
            ("@since", recorded.Greeting.Since),
            ("@years", recorded.Greeting.Years),
            ("@at", Instants.ToMicroseconds(recorded.At)),
            ("@expires", Instants.ToMicroseconds(recorded.ExpiresAt)),
            ("@claim", recorded.Claim));
    }

    /// <summary>Takes the row away again where the member has been erased.</summary>
    public static SqlStatement UnlessErased(RecordedCheckIn recorded) => new(
        "DELETE FROM checkins WHERE id = @id AND EXISTS (SELECT 1 FROM persons WHERE persons.member = checkins.member AND erased_at IS NOT NULL)",
        ("@id", recorded.CheckIn.Id.Value));

    /// <summary>Reads the columns in the order the store names them.</summary>
    /// <exception cref="JournalDamagedException">The row is not what was written.</exception>
    public static RecordedCheckIn Read(DbDataReader row)
    {
        try
        {
            return new RecordedCheckIn(
                new CheckIn(
                    new CheckInId(row.GetString(0)),
                    MemberId.Of(row.GetString(1)),
                    new FlightDay(FlightDesignator.Of(row.GetString(2)), row.GetFieldValue<DateOnly>(3)),
                    new DisplayPlace(AirportCode.Of(row.GetString(4)), DisplayLocation.Of(row.GetString(5))),
                    row.IsDBNull(6) ? null : Seat.Of(row.GetString(6))),
                row.GetString(7),
                row.GetInt32(8),
                new Greeting(
                    Enum.Parse<GreetingKind>(row.GetString(9)),
                    row.IsDBNull(10) ? null : row.GetFieldValue<DateOnly>(10),
                    row.IsDBNull(11) ? null : row.GetInt32(11)),
                Instants.FromMicroseconds(row.GetInt64(12)),
                Instants.FromMicroseconds(row.GetInt64(13)),
                row.GetString(14));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            throw new JournalDamagedException(row.GetString(1), 0, $"The check-in {row.GetString(0)} cannot be read: {e.Message}", e);
        }
    }
}
