using System.Text.Json.Nodes;

namespace Loyalty.Api;

/// <summary>One example for each kind of request.</summary>
public static class Examples
{
    private static readonly Dictionary<Type, string> Json = new()
    {
        [typeof(EnrolmentBody)] = """{"channel":"app","givenName":"Ada","familyName":"Lovelace","email":"ada@example.org","homeAirport":"ZRH"}""",
        [typeof(ProfileBody)] = """{"email":"ada@example.org","phone":null}""",
        [typeof(PurchaseBody)] = """{"transactionId":"pos-7-20261121-0001","type":"flight","amount":2500.00,"currency":"CHF","date":"2026-11-21"}""",
        [typeof(PurchaseLineBody)] = """{"memberId":"100000000016","transactionId":"pos-7-20261121-0001","type":"ancillary","amount":35.00,"currency":"CHF"}""",
        [typeof(ReversalBody)] = """{"reversalId":"refund-0001","amount":100.00,"reason":"Flight cancelled"}""",
        [typeof(QuoteBody)] = """{"memberId":"100000000016","lines":[{"type":"flight","amount":480.00,"currency":"CHF"}]}""",
        [typeof(RatesBody)] = """{"EUR":0.9431,"USD":0.8812}""",
        [typeof(CheckInBody)] = """{"checkinId":"dcs-7-0001","memberId":"100000000016","flight":"LX14","date":"2026-11-21","airport":"ZRH","location":"A1","seat":"12A"}""",
        [typeof(DisruptionBody)] = """{"disruptionId":"ops-0001","flight":"LX14","date":"2026-11-21","kind":"delay","message":"LX14 leaves at 13:40."}""",
        [typeof(ClockBody)] = """{"now":"2026-11-21T10:15:04Z"}""",
        [typeof(Problem)] = """{"type":"/problems/unknown-member","title":"Not Found","status":404,"detail":"There is no member '100000000016'.","code":"unknown-member","traceId":"4bf92f3577b34da6a3ce929d0e0e4736"}""",
    };

    /// <summary>The example for a type, or null.</summary>
    public static JsonNode? Of(Type type) => Json.TryGetValue(type, out var json) ? JsonNode.Parse(json) : null;
}
