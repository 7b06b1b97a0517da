using System.Text.Json;
using System.Text.Json.Serialization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Issues lots as lines; see <see cref="LineStream"/>.</summary>
public sealed class LotStream(IGrainFactory grains, AuditRecorder trail, ILogger<LotStream> log)
{
    private ILogger Log => log;

    /// <summary>Lines of one batch; those behind it are refused.</summary>
    public const int MaxLines = 100_000;

    /// <summary>The work of a request's lines.</summary>
    public LineWork Open(HttpContext context) => new Work(this, AuditRecorder.SourceOf(context), ChangeSource.Of(context.User), TraceIds.Of(context));

    private async Task<object> IssueAsync(Work asker, long line, IssueLot asked)
    {
        var lot = asked.From(asker.Source);
        var outcome = await grains.Rewards(asked.Grain).Issue(lot);
        if (outcome.Refusal is { } refusal)
            return asker.Refused(line, lot.LotId, Problem.Of(refusal));
        await trail.RecordOnceAsync(outcome.IsRepeat, new TrailEntry(
            asker.By, TrailActions.LotIssued, asked.Owner is { } owner ? MemberId.Of(owner) : null, lot.LotId, lot.Reason, LotsApi.Detail(lot)));
        return new LotLineReceipt(line, outcome.IsRepeat, lot.LotId, outcome.Value!.Code, outcome.Value with { Code = null });
    }

    private sealed class Work(LotStream stream, TrailSource by, string source, string traceId) : LineWork
    {
        private long _lines;

        public TrailSource By => by;

        public string Source => source;

        public LotLineProblem Refused(long line, string? lotId, Problem problem) => LotLineProblem.Of(line, lotId, problem, traceId);

        public override Task<object> Take(Line line, MemberTurns turns, CancellationToken stopping)
        {
            var (asked, lotId, problem) = Read(line);
            if (++_lines > MaxLines)
                problem = Problem.Of(StatusCodes.Status413PayloadTooLarge, "too-many-lines", $"A batch has at most {MaxLines} lines.");
            if (problem is not null || asked is null)
                return Task.FromResult<object>(Refused(line.Number, lotId, problem!));
            var number = line.Number;
            return asked.Owner is { } owner ? turns.Next(MemberId.Of(owner), IssueAsync) : IssueAsync();

            Task<object> IssueAsync() => DoAsync(
                () => stream.IssueAsync(this, number, asked), wrong => Refused(number, asked.Lot.LotId, wrong), "a batch of lots", number, traceId, stream.Log, stopping);
        }

        private static (IssueLot? Asked, string? LotId, Problem? Problem) Read(Line line)
        {
            if (line.TooLong)
                return (null, null, TooLong);
            string? lotId = null;
            var (read, fault) = JsonReading.Read(line.Bytes, 0, (element, _) =>
            {
                var fields = new JsonFields(element, new FieldFaults());
                var asked = LotBody.Read(fields);
                fields.Close();
                var problem = fields.Faults.None ? null : fields.Faults.ToProblem();
                lotId = element.TryGetProperty("lotId", out var id) && JsonFields.TextOf(id) is { Length: <= CallerId.MaxLength } text ? text : null;
                return (problem is null ? asked : null, problem);
            });
            return (read, lotId, fault);
        }
    }
}

/// <summary>A result line: the lot, with its code where it has no owner.</summary>
/// <param name="Repeated">It was issued before; its code is not told again.</param>
/// <param name="Code">Left out where it has an owner.</param>
public sealed record LotLineReceipt(
    long Line, bool Repeated, string LotId, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code, LotView Lot);

/// <summary>A result line for a lot that was refused.</summary>
public sealed record LotLineProblem(
    long Line,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LotId,
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors,
    string TraceId)
{
    public static LotLineProblem Of(long line, string? lotId, Problem problem, string traceId) =>
        new(line, lotId, problem.Type, problem.Title, problem.Status, problem.Detail, problem.Code, problem.Errors, traceId);
}
