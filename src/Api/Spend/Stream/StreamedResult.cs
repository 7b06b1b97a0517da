using System.Text.Json.Serialization;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A result line: the reply that the single call would give, with its line.</summary>
/// <param name="Repeated">The purchase was credited before; where the single call answers 200 and not 201.</param>
public sealed record PurchaseLineReceipt(
    long Line, bool Repeated, TransactionView Transaction, StatusView Status, TierChangeView? TierChange, long Version, ReversalView? Reversal)
{
    /// <summary>The other rows of the same command.</summary>
    public IReadOnlyList<AlongsideView>? Alongside { get; init; }

    public static PurchaseLineReceipt Of(long line, PurchaseReceipt receipt, bool repeated) =>
        new(line, repeated, receipt.Transaction, receipt.Status, receipt.TierChange, receipt.Version, receipt.Reversal) { Alongside = receipt.Alongside };
}

/// <summary>A result line for a purchase that was refused: the problem, with its line and what could be read of it.</summary>
public sealed record PurchaseLineProblem(
    long Line,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MemberId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TransactionId,
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors,
    string TraceId)
{
    public static PurchaseLineProblem Of(StreamedPurchase line, Problem problem, string traceId) => new(
        line.Line, line.MemberId, line.TransactionId, problem.Type, problem.Title, problem.Status, problem.Detail, problem.Code, problem.Errors, traceId);
}
