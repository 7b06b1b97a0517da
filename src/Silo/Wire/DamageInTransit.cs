using System.Globalization;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>
/// Carries what a damaged journal's exception names across silos. Orleans hands an exception on without its own properties, but with
/// its data.
/// </summary>
internal static class DamageInTransit
{
    private const string MemberKey = "loyalty.member", VersionKey = "loyalty.version";

    /// <summary>Packs what the exception names, where it is thrown.</summary>
    public static void Pack(JournalDamagedException damaged)
    {
        damaged.Data[MemberKey] = damaged.Member;
        damaged.Data[VersionKey] = damaged.Version.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The exception as it was thrown.</summary>
    public static JournalDamagedException Restored(JournalDamagedException damaged) =>
        damaged.Member is null && damaged.Data[MemberKey] is string member && damaged.Data[VersionKey] is string version
            ? new JournalDamagedException(member, long.Parse(version, CultureInfo.InvariantCulture), damaged.Message, damaged)
            : damaged;
}
