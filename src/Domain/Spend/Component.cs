namespace Loyalty.Domain;

/// <summary>One part of a price, such as base or tax.</summary>
/// <param name="Code">The seller's word for it, once a purchase.</param>
/// <param name="Minor">In minor units of the purchase's currency, zero or more.</param>
public readonly record struct Component(string Code, long Minor)
{
    /// <summary>Components a purchase may have, at most.</summary>
    public const int MaxCount = 50;

    /// <summary>Takes amounts over exactly.</summary>
    /// <returns>Refused with <c>components-not-valid</c>: none, too many, a code empty or twice, an amount that is none of the currency.</returns>
    public static Checked<ValueList<Component>> From(IReadOnlyList<(string? Code, decimal Amount)> written, Currency currency)
    {
        if (written.Count is 0 or > MaxCount)
            return NotValid($"There are 1 to {MaxCount} components.");
        var components = new Component[written.Count];
        for (var i = 0; i < components.Length; i++)
        {
            var (code, amount) = written[i];
            if (string.IsNullOrWhiteSpace(code) || code.Length > Purchase.MaxTextLength)
                return NotValid($"A component's code has 1 to {Purchase.MaxTextLength} characters.");
            var money = Money.From(amount, currency);
            if (money.Refusal is { } refusal)
                return NotValid($"Component '{code}': {refusal.Detail}");
            if (components.AsSpan(0, i).ToArray().Any(c => c.Code == code))
                return NotValid($"Component '{code}' is there twice.");
            components[i] = new Component(code, money.Value.Minor);
        }

        return ValueList.Of<Component>(components);
    }

    /// <summary>The sum, or null where it would leave 64 bits.</summary>
    public static long? Sum(ValueList<Component> components)
    {
        Int128 sum = 0;
        foreach (var component in components)
            sum += component.Minor;
        return sum <= long.MaxValue ? (long)sum : null;
    }

    internal static Refusal NotValid(string detail) => new("components-not-valid", detail, "components");
}
