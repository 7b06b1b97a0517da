namespace Loyalty.Grains;

/// <summary>What an erasure has done; stands in the trail, and names the member by number alone.</summary>
/// <param name="Persons">1 where a person was held; 0 at a repetition.</param>
/// <param name="Snapshots">Snapshots removed.</param>
/// <param name="CheckIns">Check-ins removed.</param>
/// <param name="Disruptions">Disruptions that the member was taken out of.</param>
/// <param name="Displays">Recognitions taken off displays.</param>
/// <param name="Scrubbed">No byte of it is left in the store's files; false where the store cannot tell.</param>
/// <param name="LedgerMentions">
/// Versions of the ledger in which somebody has written the person's name, e-mail or phone number into a reason, a reference or an
/// id, against the rule; the first <see cref="MaxMentions"/>. They cannot be removed.
/// </param>
public sealed record ErasureReport(
    int Persons, int Snapshots, int CheckIns, int Disruptions, int Displays, bool Scrubbed, IReadOnlyList<long> LedgerMentions)
{
    public const int MaxMentions = 100;
}
