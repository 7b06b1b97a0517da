using System.Collections.Concurrent;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// The audit. It holds one page of members and, of each that is being replayed, the postings; it wakes no account, so
/// that a check of everybody leaves the memory to those who are served.
/// </summary>
public sealed class AccountAuditor(
    IJournal journal, ISnapshotStore snapshots, IPersonStore persons, IGrainFactory grains, ProgrammeRecord record, ProgrammeBook programmes) : IAccountAudit
{
    /// <summary>Members replayed at once: half of the connections that read, so that callers find one free.</summary>
    public const int MaxConcurrency = 4;

    /// <inheritdoc/>
    public async Task<AuditPage> CheckAsync(MemberId? after, int limit, CancellationToken cancellation)
    {
        var members = await journal.ReadMembersAsync(after, limit);
        var page = await CheckAsync(members, cancellation);
        return page with { Next = members.Count < limit ? null : members[^1].Value };
    }

    /// <inheritdoc/>
    public async Task<AuditPage?> CheckAsync(MemberId member) =>
        await CheckAsync([member], CancellationToken.None) is { Accounts: > 0 } page ? page : null;

    private async Task<AuditPage> CheckAsync(IReadOnlyList<MemberId> members, CancellationToken cancellation)
    {
        var since = (Rules: await record.RulesSinceAsync(), Window: await record.WindowSinceAsync());
        var checks = new ConcurrentBag<Check>();
        await Parallel.ForEachAsync(
            members,
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellation },
            async (member, _) => checks.Add(await CheckAsync(member, since)));
        var done = checks.Where(check => check.Events > 0 || check.Found.Count > 0).OrderBy(check => check.Member.Value, StringComparer.Ordinal).ToList();
        return new AuditPage(
            done.Count,
            done.Sum(check => check.Events),
            done.Count(check => check.HasSnapshot),
            done.Count(check => check.IsLive),
            [.. done.SelectMany(check => check.Found.Select(f => new AuditFinding(check.Member.Value, f.Version, f.In, f.What, f.Expected, f.Found)))],
            Next: null)
        {
            WithoutChecksum = done.Sum(check => check.WithoutChecksum),
        };
    }

    private async Task<Check> CheckAsync(MemberId member, (long Rules, long Window) since)
    {
        // In this order: what the states are compared with is read last, so it is never behind them.
        var actor = await PeekAsync(member);
        var snapshot = await snapshots.LoadAsync(member);
        var audit = new AccountAudit(member, snapshot, actor);
        long? first = null;
        long withoutChecksum = 0;
        try
        {
            await foreach (var recorded in AccountHistory.ReadAsync(journal, member))
            {
                first ??= recorded.Sequence;
                withoutChecksum += recorded.HasChecksum ? 0 : 1;
                // Of older engines it is not known whether the window was another.
                audit.Reckon(recorded.Event, recorded.At, programmes.Current, sameWindow: recorded.HasChecksum && recorded.Sequence > since.Window);
                AccountHistory.Taking(recorded, () => audit.Take(recorded.Event, recorded.At));
            }

            audit.Complete(programmes.Current, sameRules: first > since.Rules);
        }
        catch (JournalDamagedException damaged)
        {
            audit.Broken(damaged.Version, damaged.Message);
        }

        await ReadPersonAsync(member, audit);
        return new Check(member, audit.Version, snapshot is not null, actor is not null, withoutChecksum, audit.Differences);
    }

    private async Task ReadPersonAsync(MemberId member, AccountAudit audit)
    {
        try
        {
            await persons.FindAsync(member);
        }
        catch (JournalDamagedException damaged)
        {
            audit.PersonBroken(damaged.Message);
        }
    }

    /// <summary>The state of the account's activation, wherever it is live; null where it is not, or does not answer.</summary>
    private async Task<AccountSnapshot?> PeekAsync(MemberId member)
    {
        var account = grains.LoyaltyAccount(member);
        try
        {
            var where = await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(account);
            return where is null ? null : await account.Peek();
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException or EngineBusyException or JournalUnavailableException)
        {
            // There is nothing to compare.
            return null;
        }
    }

    private readonly record struct Check(
        MemberId Member, long Events, bool HasSnapshot, bool IsLive, long WithoutChecksum, IReadOnlyList<AuditDifference> Found);
}
