using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Changes profiles of many members as lines; see <see cref="LineStream"/>.</summary>
public sealed class ProfileStream(IGrainFactory grains, IPersonChanges changes, MemberNumbers numbers, AuditRecorder trail, ILogger<ProfileStream> log)
{
    private ILogger Log => log;

    /// <summary>The work of a request's lines.</summary>
    public LineWork Open(HttpContext context) => new Work(
        this, context.RequestServices, AuditRecorder.SourceOf(context), ChangeSource.Of(context.User), TrailReason.Of(context), TraceIds.Of(context));

    private async Task<object> ChangeAsync(Work asker, StreamedProfile line, ProfileChange change)
    {
        var outcome = await ChangeAsync(asker, line.Member, change);
        return outcome.Refusal is { } refusal ? asker.Refused(line, Problem.Of(InLine(refusal))) : ProfileLineReceipt.Of(line.Line, outcome.Value!);
    }

    private async Task<StreamedProfile> NamedAsync(StreamedProfile line, SchemeNumber number, string traceId)
    {
        try
        {
            var found = await numbers.FindAsync(number.Scheme, number.Number);
            return found.Refusal is { } refusal ? line.Refused(refusal)
                : found.Value is { } held ? line.Of(held.Member)
                : line.Refused(MemberNumbers.Nobody);
        }
        catch (Exception fault)
        {
            if (ExceptionProblems.IsOurs(fault))
                log.LogError(fault, "The number of line {Line} of a profile stream could not be looked up; trace {TraceId}.", line.Line, traceId);
            return line with { Change = null, Problem = ExceptionProblems.Of(fault) };
        }
    }

    // Recorded before it is made, as every change that overwrites; what changes nothing leaves no record.
    private async Task<Outcome<ProfileReceipt>> ChangeAsync(Work asker, MemberId member, ProfileChange change)
    {
        var account = grains.LoyaltyAccount(member);
        var record = await WillChangeAsync(account, change)
            ? await trail.RecordAsync(new TrailEntry(
                asker.By, TrailActions.MemberChanged, member, change.ChangeId, asker.Reason, AuditRecorder.Detail(("fields", change.Fields.Keys.Order(StringComparer.Ordinal)))))
            : null;
        var outcome = await account.BringProfile(change);
        if (record is not null && outcome.Refusal is { } refusal)
        {
            await trail.RecordAsync(new TrailEntry(
                asker.By, TrailActions.ChangeRefused, member, Cells.Of(record.Sequence), asker.Reason, AuditRecorder.Detail(("code", refusal.Code))));
        }

        return outcome;
    }

    private async Task<bool> WillChangeAsync(ILoyaltyAccountGrain account, ProfileChange change)
    {
        if (await changes.FindAsync(change.ChangeId!) is not null || (await account.GetMember()).Value is not { } held)
            return false;
        return (change.IfProfileVersion is null || change.IfProfileVersion == held.ProfileVersion) && !change.ChangesNothing(held);
    }

    // An account knows no lines: it names a profile's field as a request for one member does.
    private static Refusal InLine(Refusal refusal) =>
        refusal.Field is { } field && ProfileRules.Fields.Contains(field) ? refusal with { Field = StreamedProfile.Path + field } : refusal;

    private sealed class Work(ProfileStream stream, IServiceProvider services, TrailSource by, string source, string? reason, string traceId) : LineWork
    {
        public TrailSource By => by;

        public string? Reason => reason;

        public ProfileLineProblem Refused(StreamedProfile line, Problem problem) => ProfileLineProblem.Of(line, problem, traceId);

        public override Task<object> Take(Line line, MemberTurns turns, CancellationToken stopping) => Begin(StreamedProfile.Read(line, services), turns, stopping);

        // Whose number it is is known before the next line is read: lines of one member keep their order however they name them.
        public override async ValueTask<Task<object>> TakeAsync(Line line, MemberTurns turns, CancellationToken stopping)
        {
            var read = StreamedProfile.Read(line, services);
            return Begin(read.Number is { } number ? await stream.NamedAsync(read, number, traceId) : read, turns, stopping);
        }

        private Task<object> Begin(StreamedProfile read, MemberTurns turns, CancellationToken stopping)
        {
            return read.Change is { } change
                ? turns.Next(read.Member, () => DoAsync(
                    () => stream.ChangeAsync(this, read, change with { Source = source }), problem => Refused(read, problem), "a profile stream", read.Line, traceId, stream.Log, stopping))
                : Task.FromResult<object>(Refused(read, read.Problem!));
        }
    }
}
