using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Knows a change of a profile again by a hash of its content, mixed with a random word of its own: two equal changes have different hashes,
/// and once the word is gone nothing can be tried against the hash.
/// </summary>
internal static class ProfileFingerprint
{
    /// <summary>What is kept of a change.</summary>
    public static ProfileAnswer Answer(
        string changeId, MemberId member, ProfileChange change, long profileVersion, IReadOnlyList<string> fields, DateTimeOffset at)
    {
        var claim = Guid.NewGuid().ToString("N");
        return new ProfileAnswer(changeId, member, claim, Of(claim, change), profileVersion, fields, at);
    }

    /// <summary>Whether a change is the very one that was answered.</summary>
    public static bool IsOf(ProfileAnswer answered, ProfileChange change) => answered.Fingerprint == Of(answered.Claim, change);

    private static string Of(string claim, ProfileChange change)
    {
        var content = JsonSerializer.Serialize(new SortedDictionary<string, string?>(change.Fields.ToDictionary(), StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{claim}\n{change.IfProfileVersion}\n{content}")));
    }
}
