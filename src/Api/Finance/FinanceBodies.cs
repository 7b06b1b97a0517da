using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>The body that closes a month.</summary>
public sealed record ClosingBody : IJsonShape<ClosingBody>
{
    public required string ClosingId { get; init; }

    /// <summary>As <c>2026-11</c>.</summary>
    public required string Month { get; init; }

    public static ClosingBody? Read(JsonFields fields)
    {
        var id = fields.CallerId("closingId");
        var month = fields.Text("month", text => CivilMonth.Parse(text) is null ? MonthField.Rule : null, required: true);
        return fields.Faults.None ? new ClosingBody { ClosingId = id!, Month = month! } : null;
    }
}

/// <summary>A basket whose tiers are to be costed.</summary>
public sealed record WhatIfBody : IJsonShape<BasketQuestion>
{
    public required string MemberId { get; init; }

    public required IReadOnlyList<QuoteLineBody> Lines { get; init; }

    public static BasketQuestion? Read(JsonFields fields)
    {
        var member = fields.Parsed("memberId", Domain.MemberId.Parse);
        var lines = QuoteBody.ReadLines(fields);
        return fields.Faults.None ? new BasketQuestion(member, new QuoteRequest(lines, null)) : null;
    }
}

/// <summary>A benefit that was used.</summary>
public sealed record BenefitUseBody : IJsonShape<BenefitUse>
{
    /// <summary>Characters of a benefit's code and of a place, at most.</summary>
    public const int MaxBenefitLength = 200, MaxPlaceLength = 64;

    /// <summary>Companions of one use, at most.</summary>
    public const int MaxCompanions = 100;

    public required string UseId { get; init; }

    public required string MemberId { get; init; }

    public required string Benefit { get; init; }

    public required DateOnly Date { get; init; }

    public string? Place { get; init; }

    public int? Companions { get; init; }

    public decimal? Cost { get; init; }

    public string? Currency { get; init; }

    public static BenefitUse? Read(JsonFields fields)
    {
        var id = fields.CallerId("useId");
        var member = fields.Parsed("memberId", Domain.MemberId.Parse);
        var benefit = fields.Text("benefit", MaxBenefitLength, required: true);
        if (!fields.Has("date"))
            fields.Refuse("date", "Is required.");
        var date = fields.Date("date");
        var place = fields.Text("place", MaxPlaceLength);
        var companions = fields.Whole("companions", 0, MaxCompanions) ?? 0;
        var cost = ReadCost(fields);
        if (!fields.Faults.None)
            return null;
        var claim = string.Create(
            CultureInfo.InvariantCulture, $"{member}|{benefit}|{date:yyyy-MM-dd}|{place}|{companions}|{cost?.Minor}|{cost?.Currency.Code}");
        return new BenefitUse(id!, member, benefit!, date!.Value, "", place, (int)companions, cost, default, claim);
    }

    private static Money? ReadCost(JsonFields fields)
    {
        var cost = fields.Number("cost");
        var code = fields.Text("currency", value => Domain.Currency.TryFind(value, out _) ? null : Domain.Currency.FaultOf(value));
        if (cost is null && code is null)
            return null;
        if (cost is null && !fields.Has("cost"))
            fields.Refuse("cost", "Is required beside currency.");
        if (code is null && !fields.Has("currency"))
            fields.Refuse("currency", "Is required beside cost.");
        if (cost is null || code is null)
            return null;
        var money = Money.From(cost.Value, Domain.Currency.Of(code), "cost");
        if (money.Refusal is null)
            return money.Value;
        fields.Refuse("cost", money.Refusal);
        return null;
    }
}
