using System.Collections.Concurrent;
using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Partners' data, checked. What an order was planned by never changes, so it is read once.</summary>
public sealed class PartnerBook(IPartnerStore store, INumberStore numbers, ProgrammeBook programmes, ProgrammeClock clock)
{
    private readonly ConcurrentDictionary<(string Partner, int Terms), PartnerTerms> _known = new();

    /// <summary>What is kept.</summary>
    public IPartnerStore Store => store;

    /// <summary>All partners as they are now.</summary>
    public async Task<IReadOnlyList<(PartnerRecord Record, PartnerTerms Terms)>> CurrentAsync() => [.. (await store.LoadAsync()).Select(record => (record, Of(record)))];

    /// <summary>A partner as it is now.</summary>
    /// <returns>Refused with <c>unknown-partner</c>.</returns>
    public async Task<Checked<(PartnerRecord Record, PartnerTerms Terms)>> FindAsync(string partner) =>
        (await store.LoadAsync()).FirstOrDefault(record => record.Partner == partner) is { } found ? (found, Of(found)) : Unknown(partner);

    /// <summary>The data that an order was planned by.</summary>
    public Task<PartnerTerms> TermsAsync(PartnerOrder order) => TermsAsync(order.Partner, order.Terms);

    /// <summary>A partner's data by their number.</summary>
    public async Task<PartnerTerms> TermsAsync(string partner, int terms) => _known.TryGetValue((partner, terms), out var known)
        ? known
        : Of(await store.FindAsync(partner, terms) ?? throw new InvalidOperationException($"The data {terms} of partner '{partner}' are gone."));

    /// <summary>Keeps data of a partner; the same again changes nothing.</summary>
    /// <returns>Refused with <c>partner-not-valid</c> or <c>too-many-partners</c>; whether it is new.</returns>
    public async Task<Checked<bool>> PutAsync(string partner, PartnerFile file)
    {
        var programme = programmes.Current.On(clock.Today).Programme;
        var terms = PartnerTerms.Check(file, programme.Currency, [.. programme.Tiers.Select(tier => tier.Code)]);
        if (terms.Refusal is { } refusal)
            return refusal;
        if (await numbers.FindSchemeAsync(file.Scheme) is null)
            return new Refusal("partner-not-valid", $"scheme '{file.Scheme}' is not there.", "scheme");
        while (true)
        {
            var newest = (await store.LoadAsync()).FirstOrDefault(record => record.Partner == partner);
            if (newest is not null && Text(newest.File) == Text(file))
                return false;
            var wished = new PartnerRecord(partner, (newest?.Terms ?? 0) + 1, file, clock.Now);
            if (await store.KeepAsync(wished) is not { } kept)
                return new Refusal("too-many-partners", $"There are {IPartnerStore.MaxPartners} partners already.", "partner");
            // Another may have been quicker.
            if (kept.Terms == wished.Terms && Text(kept.File) == Text(file))
                return true;
        }
    }

    private static Refusal Unknown(string partner) => new("unknown-partner", $"There is no partner '{partner}'.", "partner");

    private static string Text(PartnerFile file) => JsonSerializer.Serialize(file);

    private PartnerTerms Of(PartnerRecord record) => _known.GetOrAdd((record.Partner, record.Terms), _ =>
        PartnerTerms.Check(record.File, programmes.Current.Currency, Named(record.File)).Value);

    // A tier that the data name may be gone since.
    private static IReadOnlyList<string> Named(PartnerFile file) =>
        file.Earn?.When is { } when && when.TryGetValue("tiers", out var tiers) && tiers.ValueKind == JsonValueKind.Array
            ? [.. tiers.EnumerateArray().Select(tier => tier.GetString()!)]
            : [];
}
