using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>One line of a purchase stream, read.</summary>
/// <param name="MemberId">As the line has it, when readable.</param>
/// <param name="TransactionId">As the line has it, when readable.</param>
/// <param name="Member">Whose purchase it is, when nothing is wrong.</param>
/// <param name="Purchase">Null when there is a problem.</param>
/// <param name="Problem">What is wrong with the line.</param>
public sealed record StreamedPurchase(
    long Line, string? MemberId, string? TransactionId, MemberId Member, Purchase? Purchase, Problem? Problem)
{
    /// <summary>Reads a line.</summary>
    public static StreamedPurchase Read(Line line)
    {
        if (line.TooLong)
            return new StreamedPurchase(line.Number, null, null, default, null, LineWork.TooLong);
        var (read, problem) = JsonReading.Read(line.Bytes, line.Number, static (element, number) =>
        {
            var fields = new JsonFields(element, new FieldFaults());
            var member = fields.Parsed("memberId", Domain.MemberId.Parse);
            var purchase = PurchaseBody.Read(fields);
            fields.Close();
            var problem = fields.Faults.None ? null : fields.Faults.ToProblem();
            return (
                new StreamedPurchase(
                    number,
                    member?.Value ?? Readable(element, "memberId"),
                    purchase?.TransactionId.Value ?? Readable(element, "transactionId"),
                    member.GetValueOrDefault(),
                    problem is null ? purchase : null,
                    problem),
                problem);
        });
        return read ?? new StreamedPurchase(line.Number, null, null, default, null, problem);
    }

    private static string? Readable(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && JsonFields.TextOf(value) is { Length: <= CallerId.MaxLength } text ? text : null;
}
