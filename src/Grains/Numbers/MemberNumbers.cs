using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Numbers as members and systems give them, held to their schemes: whose one is, and who has which.</summary>
public sealed class MemberNumbers(INumberStore store, ProgrammeClock clock)
{
    /// <summary>What nobody has.</summary>
    public static Refusal Nobody { get; } = new("nobody", "There is no member with this number.", "number");

    /// <summary>Schemes and numbers as they are kept.</summary>
    public INumberStore Store => store;

    /// <summary>There is no such scheme, where an address names it.</summary>
    public static Refusal UnknownScheme(string scheme) => new("unknown-scheme", $"There is no scheme of numbers '{scheme}'.", "scheme");

    /// <summary>A number that somebody else has.</summary>
    public static Refusal Taken(string field) => new("number-taken", "The number is another member's.", field);

    /// <summary>Whose a number is.</summary>
    /// <param name="text">As it was written.</param>
    /// <returns>Null where it is nobody's. Refused with <c>scheme-not-known</c> or <c>number-not-valid</c>.</returns>
    public async Task<Checked<MemberNumber?>> FindAsync(string scheme, string text)
    {
        var number = await ReadAsync(scheme, text);
        return number.Refusal is { } refusal ? refusal : await store.FindAsync(new SchemeNumber(scheme, number.Value));
    }

    /// <summary>A member's first number in a scheme; null where there is none.</summary>
    public async Task<string?> FirstAsync(MemberId member, string scheme) =>
        (await store.ReadMemberAsync(member)).FirstOrDefault(number => number.Scheme == scheme)?.Number;

    /// <summary>The number of a scheme that a text means.</summary>
    /// <returns>Refused with <c>scheme-not-known</c> or <c>number-not-valid</c>.</returns>
    public async Task<Checked<string>> ReadAsync(string scheme, string text) =>
        await store.FindSchemeAsync(scheme) is { } known ? known.Read(text) : NotKnown("scheme");

    /// <summary>Gives a member a number.</summary>
    /// <returns>The number, as a repetition where the member had it before. Refused with <c>unknown-scheme</c>, <c>number-not-valid</c>,
    /// <c>number-taken</c>, <c>too-many-numbers</c> or <c>member-erased</c>.</returns>
    /// <exception cref="EngineBusyException">Somebody is being enrolled with it.</exception>
    public async Task<Outcome<MemberNumber>> AddAsync(MemberId member, string scheme, string text)
    {
        if (await store.FindSchemeAsync(scheme) is not { } known)
            return UnknownScheme(scheme);
        var number = known.Read(text);
        if (number.Refusal is { } refusal)
            return refusal;
        var given = await store.AddAsync(new MemberNumber(member, MemberNumber.NewId(), scheme, number.Value, clock.Now), known.PerMember);
        if (given != NumberGiven.Given)
            return Refused(given, member, "number");
        return await store.FindAsync(new SchemeNumber(scheme, number.Value)) is { } kept && kept.Member == member ? kept : Taken("number");
    }

    /// <summary>Keeps the numbers that a member is to be enrolled with.</summary>
    /// <returns>What is kept. Refused with <c>scheme-not-known</c>, <c>number-not-valid</c>, <c>number-taken</c> or <c>too-many-numbers</c>, by place.</returns>
    /// <exception cref="EngineBusyException">Somebody else is being enrolled with one.</exception>
    internal async Task<Checked<IReadOnlyList<MemberNumber>>> ReserveAsync(MemberId member, IReadOnlyList<SchemeNumber> asked)
    {
        var kept = new List<MemberNumber>(asked.Count);
        var schemes = (await store.LoadSchemesAsync()).ToDictionary(scheme => scheme.Id, StringComparer.Ordinal);
        for (var i = 0; i < asked.Count; i++)
        {
            if (!schemes.TryGetValue(asked[i].Scheme, out var scheme))
                return NotKnown(At(i, "scheme"));
            var number = scheme.Read(asked[i].Number);
            if (number.Refusal is { } refusal)
                return refusal with { Field = At(i, "number") };
            kept.Add(new MemberNumber(member, MemberNumber.NewId(), scheme.Id, number.Value, clock.Now));
            if (kept.Count > NumberScheme.MaxOfMember || kept.Count(one => one.Scheme == scheme.Id) > scheme.PerMember)
                return TooMany(At(i, "number"));
        }

        var (given, at) = await store.ReserveAsync(kept);
        return given == NumberGiven.Given ? kept : Refused(given, member, At(at, "number"));
    }

    private static Refusal NotKnown(string field) => new("scheme-not-known", "There is no such scheme of numbers.", field);

    private static Refusal TooMany(string field) => new(
        "too-many-numbers", $"A member has at most {NumberScheme.MaxOfMember} numbers, and of a scheme as many as it allows.", field);

    private static Refusal Refused(NumberGiven given, MemberId member, string field) => given switch
    {
        NumberGiven.Taken => Taken(field),
        NumberGiven.Erased => Refusals.MemberErased(member),
        NumberGiven.Awaited => throw new EngineBusyException("Somebody is being enrolled with this number."),
        _ => TooMany(field),
    };

    private static string At(int index, string field) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"numbers[{index}].{field}");
}
