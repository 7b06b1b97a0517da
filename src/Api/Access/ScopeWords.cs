using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Scopes in the words of the API: <c>pos</c>, <c>feed:dcs</c>, <c>display:ZRH</c>.</summary>
public static class ScopeWords
{
    /// <summary>Scopes one key may have.</summary>
    public const int MaxScopes = 20;

    private const string DisplayPrefix = "display:", PartnerPrefix = "partner:";

    /// <summary>Every scope by its word; <c>display</c> is followed by its airport, <c>partner</c> by its name.</summary>
    public static IReadOnlyDictionary<string, Scopes> All { get; } = new Dictionary<string, Scopes>(StringComparer.Ordinal)
    {
        ["pos"] = Scopes.Pos,
        ["feed:reservations"] = Scopes.FeedReservations,
        ["feed:payment"] = Scopes.FeedPayment,
        ["feed:dcs"] = Scopes.FeedDcs,
        ["lounge"] = Scopes.Lounge,
        ["display:{airport}"] = Scopes.Display,
        ["partner:{partner}"] = Scopes.Partner,
        ["member"] = Scopes.Member,
        ["crm"] = Scopes.Crm,
        ["finance"] = Scopes.Finance,
        ["operator"] = Scopes.Operator,
        ["metrics"] = Scopes.Metrics,
        ["admin"] = Scopes.Admin,
    };

    /// <summary>The scopes of a caller in words, in their order.</summary>
    public static IReadOnlyList<string> Of(Grants grants) =>
    [
        .. All.Where(scope => scope.Value is not (Scopes.Display or Scopes.Partner) && grants.Held.HasFlag(scope.Value)).Select(scope => scope.Key)
            .Concat(grants.Airports.Select(airport => DisplayPrefix + airport)).Concat(grants.Partners.Select(partner => PartnerPrefix + partner)).Order(StringComparer.Ordinal),
    ];

    /// <summary>What a key may do that has these scopes.</summary>
    /// <returns>Refused with <c>scopes-not-valid</c>.</returns>
    public static Checked<Grants> Read(IReadOnlyCollection<string> words)
    {
        if (words.Count is 0 or > MaxScopes)
            return NotValid($"Must be 1 to {MaxScopes} scopes.");
        var held = Scopes.None;
        var (airports, partners) = (new List<string>(), new List<string>());
        foreach (var word in words)
        {
            var scope = Of(word, airports, partners);
            if (scope is Scopes.None)
                return NotValid($"Each must be one of {string.Join(", ", All.Where(known => known.Value != Scopes.Member).Select(known => known.Key))}.");
            held |= scope;
        }

        return new Grants(held, airports, member: null, partners);
    }

    // A member is not a system: that scope comes by token alone.
    private static Scopes Of(string word, List<string> airports, List<string> partners)
    {
        if (word.StartsWith(DisplayPrefix, StringComparison.Ordinal))
        {
            var code = AirportCode.Parse(word[DisplayPrefix.Length..]);
            if (code.Refusal is not null)
                return Scopes.None;
            airports.Add(code.Value.Value);
            return Scopes.Display;
        }

        if (word.StartsWith(PartnerPrefix, StringComparison.Ordinal))
        {
            var partner = word[PartnerPrefix.Length..];
            if (!PartnerTerms.IsWord(partner))
                return Scopes.None;
            partners.Add(partner);
            return Scopes.Partner;
        }

        return All.GetValueOrDefault(word) is var scope && scope is Scopes.Member ? Scopes.None : scope;
    }

    private static Refusal NotValid(string detail) => new("scopes-not-valid", detail, "scopes");
}
