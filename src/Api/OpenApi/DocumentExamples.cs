using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Loyalty.Api;

/// <summary>Examples of requests, of answers (<c>answers.json</c>, recorded from a running engine by a test) and of problems.</summary>
internal static class DocumentExamples
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    /// <summary>By the name of the schema, or by operation where the body is no JSON object of its own.</summary>
    private static readonly Dictionary<string, string> Requests = new(StringComparer.Ordinal)
    {
        [nameof(EnrolmentBody)] = """{"channel":"app","givenName":"Ada","familyName":"Lovelace","email":"ada@example.org","homeAirport":"ZRH"}""",
        [nameof(ProfileBody)] = """{"email":"ada@example.org","phone":null}""",
        [nameof(ConsentBody)] = """{"displayRecognition":false}""",
        [nameof(PurchaseBody)] = """{"transactionId":"pos-7-20261121-0001","type":"flight","amount":2500.00,"currency":"CHF","date":"2026-11-21"}""",
        [nameof(ProfileLineBody)] = """{"changeId":"crm-2026-4711","memberId":"100000000016","fields":{"email":"ada@example.org"},"ifProfileVersion":1}""",
        [nameof(PurchaseLineBody)] = """{"memberId":"100000000016","transactionId":"pos-7-20261121-0001","type":"ancillary","amount":35.00,"currency":"CHF"}""",
        [nameof(ReversalBody)] = """{"reversalId":"refund-0001","amount":100.00,"reason":"Flight cancelled"}""",
        [nameof(PurchaseEventBody)] = """{"eventId":"pay-0001","event":"paid","date":"2026-11-21"}""",
        [nameof(QuoteBody)] = """{"memberId":"100000000016","lines":[{"type":"flight","amount":480.00,"currency":"CHF"}]}""",
        ["putRates.body"] = """{"EUR":0.9431,"USD":0.8812}""",
        ["importMembers.body"] = "\"memberId,givenName,familyName,email,numbers\\r\\nADA1815,Ada,Lovelace,ada@example.org,miles-and-more:992000000000125\\r\\n\"",
        ["importHistory.body"] = "\"memberId,transactionId,type,amount,currency,date\\r\\nADA1815,h-1,flight,2600.00,CHF,2026-01-10\\r\\n\"",
        [nameof(CheckInBody)] = """{"checkinId":"dcs-7-0001","memberId":"100000000016","flight":"LX14","date":"2026-11-21","airport":"ZRH","location":"A1","seat":"12A"}""",
        [nameof(DisruptionBody)] = """{"disruptionId":"ops-0001","flight":"LX14","date":"2026-11-21","kind":"delay","message":"LX14 leaves at 13:40."}""",
        [nameof(ClockBody)] = """{"now":"2026-11-21T10:15:04Z"}""",
        [nameof(RehearsalBody)] = """{"rehearsalId":"r-2027","draftId":"0f343b0931126a20f133d67c","question":"onActivation","date":"2027-01-01"}""",
        [nameof(ActivationBody)] = """{"activationId":"a-2027","draftId":"0f343b0931126a20f133d67c","effectiveFrom":"2027-01-01","reason":"The ladder of 2027"}""",
        [nameof(ClosingBody)] = """{"closingId":"close-2026-11","month":"2026-11"}""",
        [nameof(WhatIfBody)] = """{"memberId":"100000000016","lines":[{"type":"flight","amount":480.00,"currency":"CHF"}]}""",
        [nameof(BenefitUseBody)] = """{"useId":"lounge-e-0001","memberId":"100000000016","benefit":"lounge","date":"2026-11-21","place":"ZRH-E","cost":35.50,"currency":"CHF"}""",
        [nameof(WithdrawalBody)] = """{"reason":"Not before summer"}""",
        [nameof(NumberSchemeBody)] =
            """{"kind":"partner","pattern":"[0-9]{15}","check":"none","examples":["992000000000125","222000000000001"],"counterExamples":["99200000000012","99200000000012A"],"perMember":1,"airlines":["LH"]}""",
        [nameof(NumberBody)] = """{"number":"992000000000125"}""",
        [nameof(SchemeNumberBody)] = """{"scheme":"miles-and-more","number":"992000000000125"}""",
        [nameof(ScanBody)] = """{"text":"100000000016","at":{"place":"ZRH lounge E"}}""",
        [nameof(AwardBody)] = """{"awardId":"hotel-2026-0001","scan":"100000000016","amount":120.00,"currency":"CHF","type":"partner","reason":"Two nights"}""",
        [nameof(PartnerBody)] =
            """{"scheme":"miles-and-more","connector":"http","idempotent":true,"canAsk":true,"price":{"per1000":9.50,"currency":"CHF"},"earn":{"pointsPerUnit":1,"when":{"type":["flight","ancillary"]},"besides":true,"until":{"after":["shipped"],"days":30}},"burn":{"pointsPerUnit":330,"currency":"EUR","pin":"[0-9]{5}","minutes":30},"exchangeIn":{"pointsPerUnit":400,"currency":"CHF","days":365}}""",
        [nameof(PreviewBody)] = """{"direction":"burn","amount":303.03,"currency":"EUR"}""",
        [nameof(AuthorisationBody)] = """{"orderId":"pos-7-m1","number":"992000000000125","pin":"48213","points":100000}""",
        [nameof(CallbackBody)] = """{"orderId":"pos-7-m1","state":"accepted","partnerReference":"P-1"}""",
        [nameof(ResolutionBody)] = """{"outcome":"sent","reason":"The partner has it, by telephone"}""",
        [nameof(KeyBody)] = """{"name":"till-7","scopes":["pos"]}""",
    };

    private static readonly FrozenDictionary<string, JsonElement> Answers = Read();

    private static readonly Dictionary<int, (string Code, string Detail, string? Field)> Problems = new()
    {
        [400] = ("unknown-field", "There is no field 'amuont'.", "amuont"),
        [401] = ("not-authenticated", "A key or token is needed.", null),
        [402] = ("partner-refused", "The partner refused: insufficient-points.", null),
        [403] = ("not-allowed", "The key or token does not allow this.", null),
        [404] = ("unknown-member", "There is no member '100000000016'.", "memberId"),
        [409] = ("transaction-id-reused", "The transaction id was used for another purchase.", "transactionId"),
        [410] = ("member-erased", "The member was erased.", "memberId"),
        [412] = ("version-changed", "What is held has changed since the version named.", null),
        [413] = ("body-too-large", "The body has more than 65536 bytes.", null),
        [415] = ("content-type-not-supported", "The Content-Type is not one of this address.", null),
        [422] = ("amount-not-valid", "An amount cannot be negative.", "amount"),
        [429] = ("too-many-requests", "Too many requests. Try again in 2 s.", null),
        [500] = ("internal-error", "Something went wrong inside. It has been logged.", null),
        [503] = ("engine-busy", "The engine is busy and has done nothing. Try again under the same id.", null),
    };

    /// <summary>The names of what was recorded: operation and status.</summary>
    public static IEnumerable<string> Recorded => Answers.Keys;

    /// <summary>The example of a request's schema or of an answer, or null.</summary>
    public static JsonNode? Of(string name) =>
        Requests.TryGetValue(name, out var request) ? JsonNode.Parse(request) : Answers.TryGetValue(name, out var answer) ? Node(answer) : null;

    /// <summary>The example of a problem.</summary>
    public static JsonNode? OfProblem(int status)
    {
        var (code, detail, field) = Problems[status];
        var problem = Problem.Of(status, code, detail) with
        {
            TraceId = Trace,
            Reason = code == "partner-refused" ? "insufficient-points" : null,
            Errors = field is null ? null : new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [field] = [detail] },
        };
        return JsonSerializer.SerializeToNode(problem, ApiJson.Options);
    }

    private static FrozenDictionary<string, JsonElement> Read()
    {
        using var file = typeof(DocumentExamples).Assembly.GetManifestResourceStream("answers.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(file)!.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());
}
