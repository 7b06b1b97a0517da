using System.Text.Json.Serialization;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A result line: what a change made of a profile. A repetition has the same, whatever has happened since.</summary>
/// <param name="ProfileVersion">The profile's version after it.</param>
/// <param name="Fields">The names of the fields whose values became others; none where nothing did.</param>
public sealed record ProfileLineReceipt(long Line, string ChangeId, string MemberId, long ProfileVersion, IReadOnlyList<string> Fields)
{
    public static ProfileLineReceipt Of(long line, ProfileReceipt receipt) =>
        new(line, receipt.ChangeId!, receipt.MemberId, receipt.ProfileVersion, receipt.Fields);
}

/// <summary>A result line for a change that was refused: the problem, with its line and what could be read of it.</summary>
public sealed record ProfileLineProblem(
    long Line,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ChangeId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MemberId,
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors,
    string TraceId)
{
    public static ProfileLineProblem Of(StreamedProfile line, Problem problem, string traceId) => new(
        line.Line, line.ChangeId, line.MemberId, problem.Type, problem.Title, problem.Status, problem.Detail, problem.Code, problem.Errors, traceId);
}
