using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A basket and whose it is.</summary>
/// <param name="Member">Null for a passer-by.</param>
public sealed record BasketQuestion(MemberId? Member, QuoteRequest Request);

/// <summary>The body of <c>POST /v1/quotes</c>.</summary>
public sealed record QuoteBody : IJsonShape<BasketQuestion>
{
    public string? MemberId { get; init; }

    public required IReadOnlyList<QuoteLineBody> Lines { get; init; }

    public DateOnly? Date { get; init; }

    public static BasketQuestion? Read(JsonFields fields)
    {
        MemberId? member = fields.Take("memberId").ValueKind == JsonValueKind.Undefined
            ? null
            : fields.Parsed("memberId", Domain.MemberId.Parse);
        var lines = ReadLines(fields);
        var date = fields.Date("date");
        return fields.Faults.None ? new BasketQuestion(member, new QuoteRequest(lines, date)) : null;
    }

    /// <summary>The lines of a basket.</summary>
    public static IReadOnlyList<QuoteLine> ReadLines(JsonFields fields)
    {
        var array = fields.Take("lines");
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() is 0 or > QuoteRequest.MaxLines)
        {
            fields.Refuse("lines", $"Must be a list of 1 to {QuoteRequest.MaxLines} lines.");
            return [];
        }

        var lines = new List<QuoteLine>(array.GetArrayLength());
        foreach (var element in array.EnumerateArray())
        {
            var path = $"lines[{lines.Count}]";
            if (element.ValueKind != JsonValueKind.Object)
            {
                fields.Refuse(path, "Must be an object.");
                lines.Add(new QuoteLine(default, default));
                continue;
            }

            var line = new JsonFields(element, fields.Faults, path + ".");
            var type = line.TakeType();
            var amount = line.TakeMoney();
            var partner = line.Text("partner", Purchase.MaxTextLength);
            var details = line.TakeDetails(amount?.Currency);
            line.Close();
            lines.Add(new QuoteLine(type.GetValueOrDefault(), amount.GetValueOrDefault(), partner, details));
        }

        return lines;
    }
}

/// <summary>One line of a basket.</summary>
public sealed record QuoteLineBody : DetailsBody
{
    public required PurchaseType Type { get; init; }

    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    public string? Partner { get; init; }
}
