using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Calls every operation of a real engine so that each of its good answers is served, and keeps them by operation and status.</summary>
internal sealed class ServedCalls(HttpClient http, KeptMessages messages, SandboxPartner partner)
{
    private const string Member = "/v1/members/100000000016";

    private const string Rules = """
        "groups": [ { "id": "summer", "mode": "best" } ],
        "rules": [ { "id": "summer-bags", "effect": "bonus", "group": "summer", "percent": 10, "when": { "type": ["ancillary"] }, "cap": { "amount": 100, "per": "month" } },
                   { "id": "partner-return", "effect": "hold", "when": { "type": ["partner"] }, "until": { "after": ["paid", "shipped"], "days": 14 }, "atMost": 120, "then": "cancel" } ]
        """;

    public sealed record Answer(string Operation, int Status, string? MediaType, IReadOnlyList<string> Headers, string Body)
    {
        public string Name => $"{Operation}.{Status}";
    }

    public List<Answer> Answers { get; } = [];

    public async Task RunAsync()
    {
        await SpendAsync();
        await NumbersAsync();
        await ScansAsync();
        await ReadAsync();
        await AtTheAirportAsync();
        await ChangeTheProgrammeAsync();
        await RewardAsync();
        await OperateAsync();
        await CostAsync();
        await WebhooksAsync();
        await PartnersAsync();
        await CallAsync("eraseMember", 204, HttpMethod.Delete, $"/v1/members/{KeysFixture.Leaver}");
    }

    private async Task SpendAsync()
    {
        const string enrolment = """{"channel":"app","givenName":"Ada","familyName":"Lovelace","memberId":"100000000016"}""";
        await CallAsync("enrolMember", 201, HttpMethod.Post, "/v1/members", enrolment, headers: ("Idempotency-Key", "e-1"));
        await CallAsync("enrolMember", 200, HttpMethod.Post, "/v1/members", enrolment, headers: ("Idempotency-Key", "e-1"));
        await CallAsync("putRates", 204, HttpMethod.Put, "/v1/rates/2026-11-01", """{"EUR":0.9431,"USD":0.8812}""");
        foreach (var status in new[] { 201, 200 })
        {
            await CallAsync("recordPurchase", status, HttpMethod.Post, $"{Member}/purchases", """{"transactionId":"pos-7-0001","type":"flight","amount":2600.00,"currency":"CHF","bookingReference":"AB12CD"}""");
            await CallAsync("reversePurchase", status, HttpMethod.Post, $"{Member}/purchases/pos-7-0001/reversals", """{"reversalId":"refund-1","amount":50.00,"reason":"Seat refunded"}""");
        }

        await CallAsync("streamPurchases", 200, HttpMethod.Post, "/v1/purchases", """{"memberId":"100000000016","transactionId":"s-1","type":"partner","amount":35.00,"currency":"EUR","partner":"HOTEL","reason":"Claimed"}""", "application/x-ndjson");
        await CallAsync("streamProfiles", 200, HttpMethod.Post, "/v1/profiles", """{"changeId":"crm-1","memberId":"100000000016","fields":{"homeAirport":"GVA"},"ifProfileVersion":1}""", "application/x-ndjson");
        await CallAsync("quoteBasket", 200, HttpMethod.Post, "/v1/quotes", """{"memberId":"100000000016","lines":[{"type":"flight","amount":2600.00,"currency":"CHF"}]}""");
        await CallAsync(
            "importHistory", 200, HttpMethod.Post, "/v1/imports", "memberId,transactionId,type,amount,currency,date\r\nHOPPER1,h-1,flight,2600.00,CHF,2026-01-10\r\nHOPPER1,h-0,flight,1.00,CHF,2026-01-09\r\n", "text/csv");
    }

    private async Task NumbersAsync()
    {
        await CallAsync(
            "putNumberScheme", 200, HttpMethod.Put, "/v1/number-schemes/miles-and-more",
            """{"kind":"partner","pattern":"[0-9]{15}","check":"none","examples":["992000000000125","222000000000001"],"counterExamples":["99200000000012","99200000000012A"],"perMember":1,"airlines":["LH"]}""");
        await GetAsync("listNumberSchemes", "/v1/number-schemes");
        var given = await CallAsync("putNumber", 200, HttpMethod.Put, $"{Member}/numbers/miles-and-more", """{"number":"9920 0000 0000 125"}""");
        await GetAsync("listNumbers", $"{Member}/numbers");
        await CallAsync("importMembers", 200, HttpMethod.Post, "/v1/imports/members", "memberId,givenName,email,numbers\r\nKATHERINE1,Katherine,k@example.org,miles-and-more:222000000000009\r\nKATHERINE2,Kath,no address,\r\n", "text/csv");
        await CallAsync("findMemberByNumber", 200, HttpMethod.Post, "/v1/members/lookups", """{"scheme":"miles-and-more","number":"992000000000125"}""");
        await CallAsync("removeNumber", 204, HttpMethod.Delete, $"{Member}/numbers/{given.Text("numberId")}");
        await CallAsync("putNumber", 200, HttpMethod.Put, $"{Member}/numbers/miles-and-more", """{"number":"222000000000001"}""");
    }

    private async Task ScansAsync()
    {
        await CallAsync("scan", 200, HttpMethod.Post, "/v1/scans", """{"text":"222000000000001","at":{"place":"ZRH lounge E"}}""");
        foreach (var status in new[] { 201, 200 })
            await CallAsync("award", status, HttpMethod.Post, "/v1/awards", """{"awardId":"hotel-1","scan":"222000000000001","amount":120.00,"currency":"CHF","type":"partner","reason":"Two nights"}""");
        await GetAsync("getCardCode", $"{Member}/card-code");
        await GetAsync("getCardKeys", "/v1/card-keys");
    }

    private async Task ReadAsync()
    {
        await GetAsync("live", "/health/live");
        await GetAsync("ready", "/health/ready");
        await GetAsync("metrics", "/metrics");
        await GetAsync("findMembers", "/v1/members?query=ada&limit=1");
        await GetAsync("getMember", Member);
        await CallAsync("changeMember", 200, HttpMethod.Patch, Member, """{"email":"ada@example.org","birthDate":"1985-12-10","locale":"de-CH","homeAirport":"ZRH","phone":"+41 44 123 45 67"}""");
        await GetAsync("getStatus", $"{Member}/status");
        await GetAsync("getStatus", $"{Member}/status?asOf=2026-11-21&knownAt=2026-11-21T12:00:00Z");
        await GetAsync("getTransactions", $"{Member}/transactions?limit=2");
        await GetAsync("getHistory", $"{Member}/history");
        await GetAsync("getForecast", $"{Member}/forecast");
        await GetAsync("explainStatus", $"{Member}/explain");
        await CallAsync("putConsent", 200, HttpMethod.Put, $"{Member}/consent", """{"displayRecognition":true}""");
        await GetAsync("getConsent", $"{Member}/consent");
        await GetAsync("getRates", "/v1/rates");
        await GetAsync("getProgramme", "/v1/programme");
        await GetAsync("getClock", "/v1/clock");
    }

    private async Task AtTheAirportAsync()
    {
        foreach (var status in new[] { 201, 200 })
        {
            await CallAsync("checkIn", status, HttpMethod.Post, "/v1/checkins", """{"checkinId":"dcs-7-0001","memberId":"100000000016","flight":"LX14","date":"2026-11-21","airport":"ZRH","location":"A1","seat":"12A"}""");
            await CallAsync("disruptFlight", status, HttpMethod.Post, "/v1/disruptions", """{"disruptionId":"ops-0001","flight":"LX14","date":"2026-11-21","kind":"delay","message":"LX14 leaves at 13:40."}""");
        }

        await GetAsync("listDisruptions", "/v1/disruptions");
        await GetAsync("getBriefing", "/v1/flights/LX14/2026-11-21/briefing");
    }

    private async Task ChangeTheProgrammeAsync()
    {
        var draft = (await CallAsync("draftProgramme", 201, HttpMethod.Post, "/v1/programme/drafts", ProgrammeText.With(Rules))).Text("draftId");
        await CallAsync("rehearseProgramme", 202, HttpMethod.Post, "/v1/programme/rehearsals", $$"""{"rehearsalId":"r-1","draftId":"{{draft}}","question":"onActivation","date":"2026-11-22"}""");
        await Eventually.IsTrue(async () => (await http.GetJsonAsync("/v1/programme/rehearsals/r-1")).Text("state") == "done", "the rehearsal is done");
        await GetAsync("getRehearsal", "/v1/programme/rehearsals/r-1");
        await GetAsync("exportRehearsal", "/v1/exports/rehearsals/r-1");
        await CallAsync("cancelRehearsal", 204, HttpMethod.Delete, "/v1/programme/rehearsals/r-1");
        foreach (var status in new[] { 201, 200 })
        {
            await CallAsync(
                "activateProgramme", status, HttpMethod.Post, "/v1/programme/versions",
                $$"""{"activationId":"a-1","draftId":"{{draft}}","rehearsalId":"r-1","effectiveFrom":"2026-11-22","reason":"Bags count more in summer"}""");
        }

        var later = (await CallAsync("draftProgramme", 201, HttpMethod.Post, "/v1/programme/drafts", ProgrammeText.Changed(gold: 3000))).Text("draftId");
        await CallAsync("activateProgramme", 201, HttpMethod.Post, "/v1/programme/versions", $$"""{"activationId":"a-2","draftId":"{{later}}","effectiveFrom":"2027-01-01","reason":"Gold is dearer"}""");
        await CallAsync("withdrawProgramme", 204, HttpMethod.Delete, "/v1/programme/versions/3", """{"reason":"Not yet"}""");
        await GetAsync("getProgrammeVersions", "/v1/programme/versions");
        await GetAsync("getProgrammeVersion", "/v1/programme/versions/2");
        await GetAsync("diffProgrammeVersions", "/v1/programme/versions/2/diff?against=1");
        await CallAsync("putClock", 200, HttpMethod.Put, "/v1/clock", """{"now":"2026-11-22T10:15:04Z"}""");
        await CallAsync("recordPurchase", 201, HttpMethod.Post, $"{Member}/purchases", """{"transactionId":"shop-1","type":"partner","amount":80.00,"currency":"CHF","partner":"SHOP"}""");
        await CallAsync("recordPurchase", 201, HttpMethod.Post, $"{Member}/purchases", """{"transactionId":"bag-1","type":"ancillary","amount":60.00,"currency":"CHF"}""");
        await CallAsync("quoteBasket", 200, HttpMethod.Post, "/v1/quotes", """{"lines":[{"type":"ancillary","amount":60.00,"currency":"CHF"},{"type":"partner","amount":60.00,"currency":"CHF"}]}""");
        await GetAsync("getPending", $"{Member}/pending");
        await GetAsync("explainStatus", $"{Member}/explain");
        foreach (var status in new[] { 201, 200 })
            await CallAsync("notePurchaseEvent", status, HttpMethod.Post, $"{Member}/purchases/shop-1/events", """{"eventId":"pay-1","event":"paid","date":"2026-11-22"}""");
        await CallAsync("reversePurchase", 201, HttpMethod.Post, $"{Member}/purchases/shop-1/reversals", """{"reversalId":"refund-2","amount":20.00,"reason":"One came back"}""");
        await GetAsync("getTransactions", $"{Member}/transactions");
        await GetAsync("getForecast", $"{Member}/forecast");
    }

    private async Task RewardAsync()
    {
        foreach (var status in new[] { 201, 200 })
        {
            await CallAsync("issueLot", status, HttpMethod.Post, "/v1/lots", """{"lotId":"goodwill-1","kind":"voucher","owner":"100000000016","value":100.00,"currency":"CHF","from":"2026-11-22","to":"2027-11-21","restrictions":{"types":["flight"],"leastAmount":10.00},"reason":"A late bag"}""");
        }

        var code = (await CallAsync("issueLot", 201, HttpMethod.Post, "/v1/lots", """{"lotId":"gift-1","kind":"voucher","value":20.00,"currency":"CHF","from":"2026-11-22","to":"2027-11-21","reason":"A gift"}""")).Text("code");
        await CallAsync("streamLots", 200, HttpMethod.Post, "/v1/lots:batch", """{"lotId":"upgrade-1","kind":"certificate","owner":"100000000016","name":"Upgrade","from":"2026-11-22","to":"2027-11-21","reason":"A new tier"}""", "application/x-ndjson");
        await CallAsync("claimCode", 200, HttpMethod.Post, $"{Member}/rewards/claims", $$"""{"code":"{{code}}"}""");
        await GetAsync("getRewards", $"{Member}/rewards");
        foreach (var status in new[] { 201, 200 })
        {
            await CallAsync("openHold", status, HttpMethod.Post, "/v1/holds", """{"holdId":"pos-7-h1","memberId":"100000000016","amount":70.00,"currency":"CHF","as":"discount","type":"flight","lines":[{"amount":250.00,"vatRate":8.1},{"amount":100.00,"vatRate":2.6}]}""");
        }

        await CallAsync("captureHold", 200, HttpMethod.Post, "/v1/holds/pos-7-h1/capture", """{"captureId":"pos-7-c1","amount":45.00}""");
        foreach (var status in new[] { 201, 200 })
            await CallAsync("refundCapture", status, HttpMethod.Post, "/v1/captures/pos-7-c1/refunds", """{"refundId":"pos-7-r1","amount":20.00,"reason":"One came back"}""");
        await CallAsync("openHold", 201, HttpMethod.Post, "/v1/holds", """{"holdId":"pos-7-h2","memberId":"100000000016","upTo":10.00,"currency":"CHF","as":"payment","confirm":"code","type":"flight"}""");
        await CallAsync("sendHoldCode", 200, HttpMethod.Post, "/v1/holds/pos-7-h2/codes");
        await Eventually.IsTrue(() => messages.CodesOf("pos-7-h2").Count == 2, "two codes were sent");
        await CallAsync("confirmHold", 200, HttpMethod.Post, "/v1/holds/pos-7-h2/confirmation", $$"""{"code":"{{messages.CodesOf("pos-7-h2")[1]}}"}""");
        await CallAsync("voidHold", 200, HttpMethod.Post, "/v1/holds/pos-7-h2/void");
        await CallAsync("revokeLot", 200, HttpMethod.Post, "/v1/lots/gift-1/revocation", """{"reason":"Given twice"}""");
        await GetAsync("getLot", "/v1/lots/gift-1");
        await GetAsync("listLots", "/v1/lots?limit=2");
        await GetAsync("getRewardSums", "/v1/finance/rewards?month=2026-11");
        await GetAsync("exportRewards", "/v1/exports/rewards?month=2026-11");
        await GetAsync("getEvents", "/v1/events?stream=rewards&after=0&limit=1000");
    }

    // The keys are those of RFC 8291's example.
    private async Task PushAsync()
    {
        await GetAsync("getPushKey", "/v1/push-key");
        string? subscription = null;
        foreach (var (status, kinds) in new[] { (201, "tierReached"), (200, "tierReached\",\"disrupted") })
        {
            subscription = (await CallAsync(
                "subscribeToPush", status, HttpMethod.Post, $"{Member}/push-subscriptions",
                $$"""
                {"endpoint":"https://fcm.googleapis.com/fcm/send/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV","expirationTime":null,
                 "keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"},
                 "kinds":["{{kinds}}"],"language":"de","device":"iPhone, Safari"}
                """)).Text("subscriptionId");
        }

        await GetAsync("listPushSubscriptions", $"{Member}/push-subscriptions");
        await GetAsync("getConsent", $"{Member}/consent");
        await CallAsync("unsubscribeFromPush", 204, HttpMethod.Delete, $"{Member}/push-subscriptions/{subscription}");
    }

    private async Task OperateAsync()
    {
        var key = (await CallAsync("createKey", 201, HttpMethod.Post, "/v1/keys", """{"name":"till-7","scopes":["pos"]}""")).Text("id");
        await GetAsync("listKeys", "/v1/keys?limit=1");
        await GetAsync("getSignIn", "/v1/sign-in");
        await GetAsync("getMe", "/v1/me");
        var link = (await CallAsync("makeCardLink", 201, HttpMethod.Post, $"{Member}/card-links", null)).Text("path")!.Split('=')[1];
        var device = (await CallAsync("redeemCardLink", 200, HttpMethod.Post, "/v1/card-links/redemptions", $$"""{"link":"{{link}}","deviceKey":"{{new string('7', 64)}}","name":"iPhone, Safari"}""")).Text("deviceId");
        await GetAsync("listDevices", $"{Member}/devices");
        await CallAsync("revokeDevice", 204, HttpMethod.Delete, $"{Member}/devices/{device}");
        await PushAsync();
        var code = (await CallAsync("askForPairing", 200, HttpMethod.Post, "/v1/pairings", $$"""{"kind":"display","airport":"ZRH","location":"A1","deviceKey":"{{new string('8', 64)}}"}""")).Text("code");
        await GetAsync("getPairing", $"/v1/pairings/{code}");
        await CallAsync("confirmPairing", 200, HttpMethod.Post, $"/v1/pairings/{code}/confirmation", """{"name":"gate-a1"}""");
        await CallAsync("claimPairing", 200, HttpMethod.Post, "/v1/pairings/claims", $$"""{"deviceKey":"{{new string('8', 64)}}"}""");
        await CallAsync("revokeKey", 204, HttpMethod.Delete, $"/v1/keys/{key}");
        await GetAsync("getEvents", "/v1/events?after=0&limit=1000");
        await GetAsync("getAudit", "/v1/audit");
        await GetAsync("getTrail", "/v1/trail?action=member-changed");
        await GetAsync("getTrail", "/v1/trail");
        await GetAsync("verifyTrail", "/v1/trail/verification");
        await GetAsync("exportTrail", "/v1/exports/trail");
        await GetAsync("getPopulation", "/v1/population");
        await Eventually.IsTrue(
            async () => JsonDocument.Parse(await http.GetStringAsync("/v1/population/lists")).RootElement.GetProperty("behind").GetInt64() == 0, "the lists have followed");
        await GetAsync("countMemberLists", "/v1/population/lists");
        await GetAsync("listMembers", "/v1/population/members?list=all&limit=2");
        await GetAsync("exportMemberList", "/v1/exports/member-list?list=atRisk");
        await GetAsync("exportPostings", "/v1/exports/postings");
        await GetAsync("exportMembers", "/v1/exports/members");
        await GetAsync("exportTierChanges", "/v1/exports/tier-changes");
        await GetAsync("exportMember", $"{Member}/export");
    }

    private async Task CostAsync()
    {
        foreach (var status in new[] { 201, 200 })
        {
            await CallAsync("useBenefit", status, HttpMethod.Post, "/v1/benefit-uses", """{"useId":"lounge-e-0001","memberId":"100000000016","benefit":"lounge","date":"2026-11-21","place":"ZRH-E","companions":1,"cost":35.50,"currency":"CHF"}""");
        }

        await CallAsync("costBasket", 200, HttpMethod.Post, "/v1/finance/what-if", """{"memberId":"100000000016","lines":[{"type":"flight","amount":480.00,"currency":"CHF"}]}""");
        await GetAsync("getBenefitUses", "/v1/finance/benefit-uses?month=2026-11");
        await GetAsync("getStatistics", "/v1/statistics?by=type&from=2026-01-01&to=2026-12-31");
        await CallAsync("putClock", 200, HttpMethod.Put, "/v1/clock", """{"now":"2026-12-01T10:15:04Z"}""");
        foreach (var status in new[] { 201, 200 })
            await CallAsync("closeMonth", status, HttpMethod.Post, "/v1/finance/closings", """{"closingId":"close-2026-11","month":"2026-11"}""");
        await CallAsync("importHistory", 200, HttpMethod.Post, "/v1/imports", "memberId,transactionId,type,amount,currency,date\r\nLATE1,l-1,flight,1000.00,CHF,2026-11-16\r\n", "text/csv");
        await CallAsync("reversePurchase", 201, HttpMethod.Post, "/v1/members/LATE1/purchases/l-1/reversals", """{"reversalId":"refund-3","reason":"Never flown"}""");
        await CallAsync("putClock", 200, HttpMethod.Put, "/v1/clock", """{"now":"2026-12-02T10:15:04Z"}""");
        await GetAsync("getBenefitCosts", "/v1/finance/benefit-costs?month=2026-12");
        await GetAsync("exportBenefitCosts", "/v1/exports/benefit-costs?year=2026");
    }

    private async Task PartnersAsync()
    {
        const string partners = "/v1/partners/miles-and-more", order = """{"orderId":"pos-7-m1","memberId":"100000000016","pin":"48213","points":100000}""";
        const string data = """{"scheme":"miles-and-more","connector":"http","idempotent":false,"canAsk":false,"price":{"per1000":9.50,"currency":"CHF"},"earn":{"pointsPerUnit":1,"when":{"type":["flight"]}},"burn":{"pointsPerUnit":330,"currency":"EUR","pin":"[0-9]{5}"}}""";
        await CallAsync("putPartner", 204, HttpMethod.Put, partners, data);
        await CallAsync("previewPoints", 200, HttpMethod.Post, $"{partners}/previews", """{"direction":"burn","amount":303.03,"currency":"EUR"}""");
        foreach (var status in new[] { 201, 200 })
            await CallAsync("authorisePoints", status, HttpMethod.Post, $"{partners}/authorisations", order);
        await CallAsync("capturePoints", 200, HttpMethod.Post, $"{partners}/authorisations/pos-7-m1/capture");
        await CallAsync("authorisePoints", 201, HttpMethod.Post, $"{partners}/authorisations", order.Replace("m1", "m2", StringComparison.Ordinal));
        await CallAsync("voidPoints", 200, HttpMethod.Post, $"{partners}/authorisations/pos-7-m2/void");
        var (body, now) = ("""{"orderId":"pos-7-m1","state":"captured","partnerReference":"P-1"}""", (await http.GetJsonAsync("/v1/clock")).GetProperty("now").GetDateTimeOffset());
        await CallAsync(
            "callBack", 204, HttpMethod.Post, $"{partners}/callbacks", body, headers:
            [
                ("webhook-id", "msg-1"), ("webhook-timestamp", $"{now.ToUnixTimeSeconds()}"), ("webhook-signature", WebhookSignature.Of([KeysFixture.PartnerKey], "msg-1", DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()), body)),
            ]);
        partner.Behaviour = new SandboxBehaviour([SandboxFault.CutAfter], IsIdempotent: false, CanAsk: false);
        await CallAsync("recordPurchase", 201, HttpMethod.Post, $"{Member}/purchases", """{"transactionId":"miles-1","type":"flight","amount":250.00,"currency":"CHF"}""");
        JsonElement unknown = default;
        await Eventually.IsTrue(
            async () => (unknown = (await http.GetJsonAsync("/v1/partner-orders?state=unknown")).GetProperty("items")).GetArrayLength() == 1, "an order is unknown");
        await GetAsync("listPartnerOrders", "/v1/partner-orders");
        await CallAsync("settlePartnerOrder", 200, HttpMethod.Post, $"/v1/partner-orders/{unknown[0].Text("orderId")}/resolution", """{"outcome":"sent","reason":"The partner has it, by telephone"}""");
        await GetAsync("getPartnerMonth", "/v1/finance/partners?month=2026-12");
        await GetAsync("exportPartnerOrders", "/v1/exports/partner-orders?month=2026-12");
        await GetAsync("getPartner", partners);
        await GetAsync("listPartners", "/v1/partners");
        await GetAsync("getEvents", "/v1/events?stream=orders");
    }

    // Nobody answers there, so that something waits.
    private async Task WebhooksAsync()
    {
        const string webhook = """{"webhookId":"crm","url":"https://crm.example/hooks/loyalty","kinds":["tierUpgraded","spendRecorded","memberErased"],"description":"The CRM","fromSequence":1}""";
        foreach (var status in new[] { 201, 200 })
            await CallAsync("createWebhook", status, HttpMethod.Post, "/v1/webhooks", webhook);
        await CallAsync("testWebhook", 200, HttpMethod.Post, "/v1/webhooks/crm/tests");
        await Eventually.IsTrue(
            async () => (await http.GetJsonAsync("/v1/webhooks/crm/deliveries?state=waiting")).GetProperty("items").EnumerateArray().Any(item => item.GetProperty("attempts").GetInt32() > 0),
            "a delivery waits");
        await GetAsync("listDeliveries", "/v1/webhooks/crm/deliveries?state=waiting");
        await GetAsync("listDeliveries", "/v1/webhooks/crm/deliveries?state=dead");
        await CallAsync("resendDelivery", 202, HttpMethod.Post, "/v1/webhooks/crm/deliveries/1/resend");
        await GetAsync("previewReplay", "/v1/webhooks/crm/replays?from=1&to=100");
        await CallAsync("replayWebhook", 202, HttpMethod.Post, "/v1/webhooks/crm/replays", """{"replayId":"after-outage","from":1,"to":100}""");
        await CallAsync("rotateWebhookSecret", 200, HttpMethod.Post, "/v1/webhooks/crm/secret");
        await GetAsync("getWebhook", "/v1/webhooks/crm");
        await GetAsync("listWebhooks", "/v1/webhooks");
        await CallAsync("changeWebhook", 200, HttpMethod.Patch, "/v1/webhooks/crm", """{"tiers":["gold"],"enabled":false}""");
        await CallAsync("deleteWebhook", 204, HttpMethod.Delete, "/v1/webhooks/crm");
    }

    private Task<JsonElement> GetAsync(string operation, string path) => CallAsync(operation, 200, HttpMethod.Get, path);

    private async Task<JsonElement> CallAsync(
        string operation, int status, HttpMethod method, string path, string? body = null, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"{operation} {(int)answer.StatusCode}: {text}");
        var type = answer.Content.Headers.ContentType?.MediaType;
        Answers.Add(new Answer(operation, status, text.Length == 0 ? null : type, [.. answer.Headers.Select(header => header.Key)], text));
        return type == "application/json" ? JsonDocument.Parse(text).RootElement : default;
    }
}
