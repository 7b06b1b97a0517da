using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>The numbers of a member in one cell, as <c>scheme:number|scheme:number</c>.</summary>
internal static class NumbersColumn
{
    /// <summary>Writes a cell; null where there are none.</summary>
    public static string? Of(IEnumerable<MemberNumber> held)
    {
        var text = string.Join('|', held.Select(number => $"{number.Scheme}:{number.Number}"));
        return text.Length == 0 ? null : text;
    }

    /// <summary>Reads a cell.</summary>
    /// <returns>Refused with <c>numbers-not-valid</c>.</returns>
    public static Checked<IReadOnlyList<SchemeNumber>> Read(string cell)
    {
        var numbers = new List<SchemeNumber>();
        foreach (var part in cell.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !NumberScheme.IsId(part[..colon]) || NumberText.Normalise(part[(colon + 1)..]) is not { } number)
                return new Refusal("numbers-not-valid", "Must be numbers as scheme:number, joined by |.", "numbers");
            numbers.Add(new SchemeNumber(part[..colon], number));
        }

        return numbers.Count <= NumberScheme.MaxOfMember
            ? numbers
            : new Refusal("too-many-numbers", $"A member has at most {NumberScheme.MaxOfMember} numbers.", "numbers");
    }
}
