using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A scheme of numbers.</summary>
public sealed record NumberSchemeView(
    string Scheme,
    NumberKind Kind,
    string Pattern,
    NumberCheck Check,
    IReadOnlyList<string> Examples,
    IReadOnlyList<string> CounterExamples,
    int PerMember,
    IReadOnlyList<string> Airlines)
{
    public static NumberSchemeView Of(NumberScheme scheme) => new(
        scheme.Id, scheme.Kind, scheme.Pattern, scheme.Check, scheme.Examples, scheme.CounterExamples, scheme.PerMember, scheme.Airlines);
}

/// <summary>A number of a member, by its last characters.</summary>
/// <param name="First">Whether it is the member's first one in its scheme.</param>
public sealed record NumberView(string NumberId, string Scheme, string LastFour, bool First)
{
    /// <summary>A member's numbers in the order they were given.</summary>
    public static IReadOnlyList<NumberView> Of(IReadOnlyList<MemberNumber> numbers) =>
        [.. numbers.Select(number => new NumberView(number.NumberId, number.Scheme, number.LastFour, number == numbers.First(one => one.Scheme == number.Scheme)))];
}

/// <summary>Whose a number is.</summary>
/// <param name="Name">The masked name; null where none is held.</param>
/// <param name="EffectiveTier">Code of the tier.</param>
public sealed record FoundByNumberView(string MemberId, string? Name, string EffectiveTier, string Scheme, string NumberId);
