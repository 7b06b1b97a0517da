using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Says whose something is that was scanned or typed: card code, own number, number of a scheme, boarding pass, in this order.</summary>
internal sealed class ScanService(CardCodes codes, MemberNumbers numbers, IGrainFactory grains)
{
    /// <summary>What is nothing that can be read.</summary>
    public static Refusal NotReadable { get; } = new("scan-not-readable", "It is no card code, number or boarding pass that can be read.", "text");

    private static readonly Refusal Nobody = MemberNumbers.Nobody with { Field = "text" };

    private static readonly Refusal Ambiguous = new("ambiguous", "More than one member matches: ask for another card or number.", "text");

    /// <summary>Whose it is.</summary>
    /// <param name="evenExpired">See <see cref="CardCodes.ReadAsync"/>.</param>
    /// <returns>Refused with <c>nobody</c>, <c>ambiguous</c>, <c>scan-not-readable</c> or <c>card-code-expired</c>.</returns>
    public async Task<Outcome<ScanHit>> FindAsync(string scanned, bool evenExpired = false)
    {
        // What a scanner adds that types like a keyboard; spaces at the end may belong to a boarding pass.
        var text = scanned.Trim('\r', '\n', '\t');
        if (text.StartsWith(CardCodes.Prefix, StringComparison.Ordinal))
        {
            var member = await codes.ReadAsync(text, evenExpired);
            return member.Refusal is { } refusal ? refusal : await HitAsync([(member.Value, ScanKind.CardCode)]);
        }

        if (BoardingPass.IsMeant(text))
        {
            return BoardingPass.Read(text) is { } flyers
                ? await HitAsync([.. (await numbers.Store.FindAsync(await AskedAsync(flyers))).Select(held => (held.Member, ScanKind.BoardingPass))])
                : NotReadable;
        }

        return NumberText.Normalise(text.Trim()) is { } number && number.All(char.IsAsciiLetterOrDigit) ? await OfNumberAsync(number) : NotReadable;
    }

    private async Task<Outcome<ScanHit>> OfNumberAsync(string number)
    {
        var found = new List<(MemberId Member, ScanKind How)>();
        if (MemberId.Parse(number.ToUpperInvariant()) is { Refusal: null } own)
            found.Add((own.Value, ScanKind.Number));
        var asked = (await numbers.Store.LoadSchemesAsync()).Where(scheme => scheme.Takes(number)).Select(scheme => new SchemeNumber(scheme.Id, number)).ToList();
        found.AddRange((await numbers.Store.FindAsync(asked)).Select(held => (held.Member, ScanKind.Scheme)));
        return await HitAsync(found);
    }

    private async Task<IReadOnlyList<SchemeNumber>> AskedAsync(IReadOnlyList<FrequentFlyer> flyers)
    {
        var schemes = await numbers.Store.LoadSchemesAsync();
        return
        [
            .. from flyer in flyers
               from scheme in schemes
               where scheme.Airlines.Contains(flyer.Airline, StringComparer.Ordinal) && scheme.Takes(flyer.Number)
               select new SchemeNumber(scheme.Id, flyer.Number),
        ];
    }

    // Who is not enrolled, or was erased, is nobody.
    private async Task<Outcome<ScanHit>> HitAsync(IReadOnlyList<(MemberId Member, ScanKind How)> found)
    {
        var hits = new List<ScanHit>();
        foreach (var (member, how) in found.DistinctBy(one => one.Member))
        {
            if ((await grains.LoyaltyAccount(member).GetStatus(new StatusQuery())).Value is { } status)
                hits.Add(new ScanHit(member, how, status));
        }

        return hits.Count switch { 0 => Nobody, 1 => hits[0], _ => Ambiguous };
    }
}

/// <summary>Who was found by a scan.</summary>
internal sealed record ScanHit(MemberId Member, ScanKind How, StatusView Status);
