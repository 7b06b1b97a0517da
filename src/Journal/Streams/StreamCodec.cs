using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Events of streams to stored bodies and back. Strict both ways.</summary>
internal static class StreamCodec
{
    private const string ProfileChanged = "profile-changed.1";
    private const string ConsentChanged = "consent-changed.1";
    private const string MemberErased = "member-erased.1";
    private const string DisruptionStep = "disruption-step.1";
    private const string LotChanged = "lot-changed.1";
    private const string HoldEnded = "hold-ended.1";
    private const string OrderChanged = "order-changed.1";

    /// <summary>The type and the body; equal events have equal bodies.</summary>
    public static (string Type, string Body) Encode(StreamEvent change) => change switch
    {
        ProfileChanged { Fields.Count: > 0, Source.Length: > 0 } profile => (ProfileChanged, Text(
            new ProfileChangedBody([.. profile.Fields], profile.ProfileVersion, profile.Source), JournalJson.Stored.ProfileChangedBody)),
        ConsentChanged { Purposes.Count: > 0 } consent => (ConsentChanged, Text(
            new ConsentChangedBody(new SortedDictionary<string, bool>(consent.Purposes.ToDictionary(), StringComparer.Ordinal)), JournalJson.Stored.ConsentChangedBody)),
        PersonErased => (MemberErased, Text(new MemberErasedBody(), JournalJson.Stored.MemberErasedBody)),
        DisruptionStep step => (DisruptionStep, Text(
            new DisruptionStepBody(step.Disruption.Value, step.State), JournalJson.Stored.DisruptionStepBody)),
        LotChanged lot => (LotChanged, Text(
            new LotChangedBody(
                lot.Lot, lot.LotKind.ToString(), lot.State.ToString(), lot.Issued, lot.Available, lot.Held, lot.Used, lot.Expired, lot.Revoked, lot.To, lot.Currency, lot.Reason),
            JournalJson.Stored.LotChangedBody)),
        HoldEnded hold => (HoldEnded, Text(
            new HoldEndedBody(hold.Hold, hold.State.ToString(), hold.Amount, hold.Captured, hold.Currency, hold.Capture), JournalJson.Stored.HoldEndedBody)),
        OrderChanged order => (OrderChanged, Text(Body(order), JournalJson.Stored.OrderChangedBody)),
        _ => throw new ArgumentException($"{change.GetType().Name} has no stored form.", nameof(change)),
    };

    /// <exception cref="FormatException">It is not what this engine writes.</exception>
    public static StreamEvent Decode(string type, string body)
    {
        try
        {
            return type switch
            {
                ProfileChanged => Event(Read(body, JournalJson.Stored.ProfileChangedBody)),
                ConsentChanged => new ConsentChanged(Read(body, JournalJson.Stored.ConsentChangedBody).Purposes),
                MemberErased => Erased(Read(body, JournalJson.Stored.MemberErasedBody)),
                DisruptionStep => Event(Read(body, JournalJson.Stored.DisruptionStepBody)),
                LotChanged => Event(Read(body, JournalJson.Stored.LotChangedBody)),
                HoldEnded => Event(Read(body, JournalJson.Stored.HoldEndedBody)),
                OrderChanged => Event(Read(body, JournalJson.Stored.OrderChangedBody)),
                _ => throw new FormatException($"The event type '{type}' is unknown; a newer engine may have written it."),
            };
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    /// <summary>The checksum of a row; see <see cref="RowChecksum"/>.</summary>
    public static long Checksum(StreamEntry entry, string type, string body) =>
        RowChecksum.Of(entry.Member.Value, 0, type, Encoding.UTF8.GetBytes(body), entry.At, entry.Date, entry.Tier);

    private static ProfileChanged Event(ProfileChangedBody body) => new(body.Fields, body.ProfileVersion, body.Source);

    private static DisruptionStep Event(DisruptionStepBody body) => new(new DisruptionId(body.DisruptionId), body.State);

    private static LotChanged Event(LotChangedBody body) => new(
        body.Lot, Word<LotKind>(body.LotKind), Word<LotState>(body.State), body.Currency,
        body.Issued, body.Available, body.Held, body.Used, body.Expired, body.Revoked, body.To, body.Reason);

    private static HoldEnded Event(HoldEndedBody body) =>
        new(body.Hold, Word<RewardHoldState>(body.State), body.Amount, body.Captured, body.Currency, body.Capture);

    private static T Word<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, out var word) && Enum.IsDefined(word) ? word : throw new FormatException($"'{text}' is no {typeof(T).Name}.");

    private static OrderChangedBody Body(OrderChanged order) => new(
        order.OrderId,
        order.Partner,
        order.Order.ToString(),
        order.State.ToString(),
        order.Points,
        order.Value,
        order.Currency,
        order.TransactionId,
        order.Lost == 0 ? null : order.Lost);

    private static OrderChanged Event(OrderChangedBody body) => new(
        body.OrderId,
        body.Partner,
        Word<PartnerOrderKind>(body.Kind),
        Word<PartnerOrderState>(body.State),
        body.Points,
        body.Value,
        body.Currency,
        body.TransactionId,
        body.Lost ?? 0);

    private static PersonErased Erased(MemberErasedBody _) => new();

    private static string Text<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.Serialize(body, type);

    private static T Read<T>(string body, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(body, type) ?? throw new FormatException("The body is null.");
}
