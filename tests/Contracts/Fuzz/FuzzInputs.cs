using System.Text;

namespace Loyalty.Contracts;

/// <summary>What is sent to each parser of the API. An input follows from seed and number alone.</summary>
internal static class FuzzInputs
{
    private const string Json = "application/json";

    private static readonly string[] Types = ["flight", "ancillary", "partner"];

    private static readonly string[] ContentTypes =
        [Json, "application/merge-patch+json", "text/csv", "application/x-ndjson", "text/plain", "application/json; charset=utf-16", "application/json;x=\"", "", "*/*", "APPLICATION/JSON"];

    private static readonly string[] Paths =
    [
        "/v1/members/{0}/status", "/v1/members/{0}/transactions", "/v1/members/{0}/history", "/v1/members/{0}/forecast", "/v1/members/{0}/explain", "/v1/members/{0}", "/v1/members", "/v1/rates",
        "/v1/flights/{0}/{1}/briefing", "/v1/events", "/v1/audit", "/v1/population", "/v1/exports/{0}", "/v1/exports/postings", "/v1/programme", "/v1/clock", "/card/{0}", "/card/{0}/manifest.webmanifest",
        "/display/{0}/{1}", "/assets/{0}", "/{0}", "/{0}/{1}", "/hubs/status", "/hubs/status/negotiate", "/openapi/{0}.json", "/metrics", "/v1/members/{0}/purchases/{1}/reversals", "/v1/rates/{0}",
    ];

    private static readonly string[] Names = ["asOf", "knownAt", "limit", "cursor", "after", "query", "columns", "memberId", "id", "access_token", "negotiateVersion", "x", "", "limit[]"];

    private static readonly string[] Methods = ["GET", "GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "X"];

    /// <summary>A body of JSON for one of the addresses that take one.</summary>
    public static FuzzInput Body(Random random, long number)
    {
        var json = new JsonGrammar(random, number);
        var member = random.Next(12) == 0 ? json.Pick(Nasty.Segments) : $"FUZZ{random.Next(4)}";
        var (method, path, text) = random.Next(9) switch
        {
            0 => ("POST", "/v1/members", json.Object(
                ("channel", () => json.Text("web", "app", "airport")), ("givenName", () => json.Text("Ada", "Zoë", "A")), ("familyName", () => json.Text("Lovelace", "O'Neil")),
                ("email", () => json.Maybe("ada@example.org")), ("phone", () => json.Maybe("+41 44 123 45 67")), ("birthDate", () => json.Maybe("1985-12-10")), ("locale", () => json.Maybe("de-CH")),
                ("homeAirport", () => json.Maybe("ZRH")), ("memberId", () => json.Maybe($"F{number:000000}")))),
            1 => ("PATCH", $"/v1/members/{member}", json.Object(
                ("givenName", () => json.Maybe("Ada")), ("email", () => random.Next(3) == 0 ? "null" : json.Maybe("ada@example.org")), ("phone", () => json.Maybe("+41441234567")), ("memberId", () => random.Next(9) == 0 ? json.Member() : ""))),
            2 or 3 => ("POST", $"/v1/members/{member}/purchases", Purchase(json, random)),
            4 => ("POST", $"/v1/members/{member}/purchases/{(random.Next(6) == 0 ? json.Pick(Nasty.Segments) : "s-1")}/reversals", json.Object(
                ("reversalId", () => json.Id("r-")), ("amount", () => random.Next(2) == 0 ? "" : "0.01"), ("reason", () => json.Text("because")))),
            5 => ("POST", "/v1/quotes", json.Object(
                ("memberId", () => random.Next(2) == 0 ? "" : json.Member()),
                ("lines", () => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => json.Object(("type", () => json.Text(Types)), ("amount", json.Amount), ("currency", json.Currency))))}]"), ("date", json.Date))),
            6 => ("PUT", $"/v1/rates/{(random.Next(4) == 0 ? json.Pick(Nasty.Segments) : "2026-01-01")}", json.Object(("EUR", () => json.Pick(["0.9431", "0.95", "1"])), ("JPY", () => json.Pick(["0.0061", "1e-2", "0.005"])), ("KWD", () => random.Next(2) == 0 ? "" : "2.9"))),
            7 => ("POST", "/v1/checkins", json.Object(
                ("checkinId", () => json.Id("c-")), ("memberId", json.Member), ("flight", () => json.Text("LX14", "LX0014", "U21234A")), ("date", () => json.Text("2026-11-21")), ("airport", () => json.Text("ZRH")),
                ("location", () => json.Text("A1", "Gate B 2")), ("seat", () => json.Maybe("12A")))),
            _ => ("POST", "/v1/disruptions", json.Object(
                ("disruptionId", () => json.Id("d-")), ("flight", () => json.Text("LX14")), ("date", () => json.Text("2026-11-21")), ("kind", () => json.Text("delay")), ("message", () => json.Text("Later.")))),
        };
        return new FuzzInput(method, path, random.Next(25) == 0 ? json.Pick(ContentTypes) : Json, Bent(text, random));
    }

    /// <summary>A stream of purchases.</summary>
    public static FuzzInput Lines(Random random, long number)
    {
        var json = new JsonGrammar(random, number);
        var lines = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(9) switch
        {
            0 => "",
            1 => json.Anything(),
            _ => Purchase(json, random, ("memberId", json.Member)),
        });
        return new FuzzInput("POST", "/v1/purchases", "application/x-ndjson", Bent(string.Join(random.Next(4) == 0 ? "\r\n" : "\n", lines), random));
    }

    /// <summary>A file of an import.</summary>
    public static FuzzInput Csv(Random random, long number)
    {
        var json = new JsonGrammar(random, number);
        var header = "memberId,transactionId,type,amount,currency,date" + (random.Next(2) == 0 ? "" : ",bookingReference");
        var rows = Enumerable.Range(0, random.Next(1, 15)).Select(i => string.Join(',', (string[])[
            Cell($"IMP{random.Next(6)}"), Cell($"h-{number}-{i}"), Cell(json.Pick(Types)), Cell(json.Amount()), Cell(json.Pick(["CHF", "EUR"])), Cell(json.Pick(["2026-01-10", "2026-02-10", "2026-11-21", "2025-11-30"])),
            .. header.Length > 60 ? [Cell("AB12CD")] : Array.Empty<string>()]));
        var text = string.Join(random.Next(4) == 0 ? "\r\n" : "\n", rows.Prepend(random.Next(20) == 0 ? header.ToUpperInvariant() : header));
        return new FuzzInput("POST", "/v1/imports", "text/csv", Bent(text, random));

        string Cell(string value) => random.Next(25) switch
        {
            0 => $"\"{value}\"",
            1 => $"\"{value}",
            2 => json.Pick(Nasty.Texts),
            3 => json.Pick(Nasty.Values),
            _ => value,
        };
    }

    /// <summary>An address with a query, and sometimes another method.</summary>
    public static FuzzInput Address(Random random, long number)
    {
        var json = new JsonGrammar(random, number);
        var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, json.Pick(Paths), Segment(), Segment());
        var query = string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ => $"{json.Pick(Names)}={(random.Next(6) == 0 ? json.Pick(Nasty.Segments) : json.Pick(Nasty.Queries))}"));
        var target = query.Length == 0 ? path : $"{path}?{query}";
        if (random.Next(5) == 0)
            target = "/" + Encoding.Latin1.GetString(Mutations.Bend(target[1..], random)).Replace(' ', '+').Replace('\r', '+').Replace('\n', '+');
        var method = json.Pick(Methods);
        // Three of four members stay.
        if (method == "DELETE")
            target = target.Replace("FUZZ0", "FUZZ3").Replace("FUZZ1", "FUZZ3").Replace("FUZZ2", "FUZZ3");
        return new FuzzInput(method, target, random.Next(3) == 0 ? Json : "", random.Next(6) == 0 ? Encoding.UTF8.GetBytes(json.Anything()) : []);

        string Segment() => random.Next(2) == 0 ? $"FUZZ{random.Next(4)}" : json.Pick(Nasty.Segments);
    }

    private static string Purchase(JsonGrammar json, Random random, params (string Name, Func<string> Value)[] first) => json.Object(
    [
        .. first, ("transactionId", () => json.Id("t-")), ("type", () => json.Text(Types)), ("amount", json.Amount), ("currency", json.Currency), ("date", json.Date),
        ("bookingReference", () => json.Maybe("AB12CD")), ("partner", () => random.Next(4) == 0 ? json.Text("Hotel") : ""),
    ]);

    private static byte[] Bent(string text, Random random) => random.Next(4) == 0 ? Mutations.Bend(text, random) : Encoding.UTF8.GetBytes(text);
}
