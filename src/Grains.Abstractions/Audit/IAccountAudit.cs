using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The self-check: replays accounts from the ledger and compares what is kept of them. Reads only.</summary>
public interface IAccountAudit
{
    /// <summary>Checks the next members in the order of their ids.</summary>
    /// <param name="after">The last member of the page before, or null to begin.</param>
    /// <param name="limit">Members at most.</param>
    Task<AuditPage> CheckAsync(MemberId? after, int limit, CancellationToken cancellation);

    /// <summary>Checks one member.</summary>
    /// <returns>Null when the ledger has no such member.</returns>
    Task<AuditPage?> CheckAsync(MemberId member);
}

/// <summary>What a page of the audit found.</summary>
/// <param name="Accounts">Accounts replayed.</param>
/// <param name="Events">Events they have.</param>
/// <param name="Snapshots">Of these accounts, those with a stored snapshot to compare.</param>
/// <param name="Live">Of these accounts, those in memory to compare.</param>
/// <param name="Differences">What is not as the ledger gives it; empty is well.</param>
/// <param name="Next">Cursor of the next page, or null after the last.</param>
public sealed record AuditPage(
    int Accounts, long Events, int Snapshots, int Live, IReadOnlyList<AuditFinding> Differences, string? Next)
{
    /// <summary>Events from before rows had a checksum: what they say adds up, but nobody can tell whether it has been another.</summary>
    public long WithoutChecksum { get; init; }
}

/// <summary>One difference, with the member it is about. Amounts are minor units of the programme's currency.</summary>
/// <param name="Version">The version at which it was compared; the row at fault.</param>
/// <param name="In">Where it was found: ledger, snapshot, live or person.</param>
/// <param name="What">The field; see <see cref="AuditDifference"/>.</param>
/// <param name="Expected">What the ledger gives.</param>
/// <param name="Found">What is there instead.</param>
public sealed record AuditFinding(string MemberId, long Version, AuditedState In, string What, string Expected, string Found);
