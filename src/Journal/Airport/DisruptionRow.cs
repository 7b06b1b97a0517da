using System.Data.Common;
using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>The JSON of one affected member. A field may be added; a missing one is null.</summary>
internal sealed record AffectedBody(string Member, string Tier, int Level, string? Seat = null);

/// <summary>A disruption as stored.</summary>
internal static class DisruptionRow
{
    /// <summary>Keeps the row unless its id is taken.</summary>
    public static SqlStatement Insert(RecordedDisruption recorded)
    {
        var disruption = recorded.Disruption;
        return new SqlStatement(
            """
            INSERT INTO disruptions (id, flight, day, kind, message, affected, at, claim)
            VALUES (@id, @flight, @day, @kind, @message, @affected, @at, @claim)
            ON CONFLICT (id) DO NOTHING
            """,
            ("@id", disruption.Id.Value),
            ("@flight", disruption.Flight.Flight.Value),
            ("@day", disruption.Flight.Date),
            ("@kind", disruption.Kind),
            ("@message", disruption.Message),
            ("@affected", Encode(recorded.Affected)),
            ("@at", Instants.ToMicroseconds(recorded.At)),
            ("@claim", recorded.Claim));
    }

    /// <summary>Tells a member's part of a disruption that is not kept yet; who is erased is not told of.</summary>
    public static SqlStatement Tell(RecordedDisruption recorded, StreamEntry told) => StreamRow.Insert(
        StreamNames.Airport,
        told,
        """
        NOT EXISTS (SELECT 1 FROM disruptions kept WHERE kept.id = @id)
            AND NOT EXISTS (SELECT 1 FROM persons held WHERE held.member = @member AND held.erased_at IS NOT NULL)
        """,
        ("@id", recorded.Disruption.Id.Value));

    /// <summary>Takes a member out of those who are affected.</summary>
    public static SqlStatement Without(RecordedDisruption recorded, MemberId member) => new(
        "UPDATE disruptions SET affected = @affected WHERE id = @id",
        ("@affected", Encode([.. recorded.Affected.Where(one => one.Member != member)])),
        ("@id", recorded.Disruption.Id.Value));

    /// <summary>What the stored list has of a member; an id has no character that means something to LIKE.</summary>
    public static string Pattern(MemberId member) => $"%\"member\":\"{member.Value}\"%";

    /// <summary>Reads the columns in the order the store names them.</summary>
    /// <exception cref="JournalDamagedException">The row is not what was written.</exception>
    public static RecordedDisruption Read(DbDataReader row)
    {
        try
        {
            return new RecordedDisruption(
                new Disruption(
                    new DisruptionId(row.GetString(0)),
                    new FlightDay(FlightDesignator.Of(row.GetString(1)), row.GetFieldValue<DateOnly>(2)),
                    row.GetString(3),
                    row.GetString(4)),
                Decode(row.GetString(5)),
                Instants.FromMicroseconds(row.GetInt64(6)),
                row.GetString(7));
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            throw new JournalDamagedException("", 0, $"The disruption {row.GetString(0)} cannot be read: {e.Message}", e);
        }
    }

    private static string Encode(IReadOnlyList<AffectedMember> affected) => JsonSerializer.Serialize(
        [.. affected.Select(one => new AffectedBody(one.Member.Value, one.Tier, one.TierLevel, one.Seat?.ToString()))],
        JournalJson.Stored.ListAffectedBody);

    private static List<AffectedMember> Decode(string json) =>
        (JsonSerializer.Deserialize(json, JournalJson.Stored.ListAffectedBody) ?? []).ConvertAll(body => new AffectedMember(
            MemberId.Of(body.Member), body.Tier, body.Level, body.Seat is { } seat ? Seat.Of(seat) : null));
}
