using System.Globalization;

namespace Loyalty.Grains;

/// <summary>
/// Tells one state of a member from every other: it changes with the account's version, the profile and the civil day. The opaque part of
/// the API's entity tags; nothing of a person can be read from it.
/// </summary>
public static class MemberTag
{
    /// <summary>The tag of a status card, and of the member it belongs to.</summary>
    public static string Of(StatusView status) => Of(status.Version, status.ProfileVersion, status.AsOf);

    /// <summary>The tag of an account on a day.</summary>
    /// <param name="profileVersion">See <see cref="StatusView.ProfileVersion"/>.</param>
    public static string Of(long version, long profileVersion, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{version}-{profileVersion:x}-{day:yyyyMMdd}");
}
