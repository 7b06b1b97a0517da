using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Finds members by what somebody has in hand of them.</summary>
public interface IMemberSearch
{
    /// <summary>Members one search finds, at most; whoever needs more says more.</summary>
    const int MaxFound = 1000;

    /// <summary>
    /// Members whose number begins with the query; whose names do, in either order, whatever their case and accents; whose e-mail
    /// address or phone number it is. Each once, in an order that stays while nobody enrols or changes.
    /// </summary>
    /// <param name="limit">1 to <see cref="MaxFound"/>.</param>
    /// <exception cref="JournalUnavailableException">It cannot be read now.</exception>
    Task<IReadOnlyList<MemberId>> FindAsync(string query, int limit);
}
