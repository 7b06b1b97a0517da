using System.Buffers;
using System.Text;

namespace Loyalty.Api;

/// <summary>
/// Text of callers as a cell that no spreadsheet runs as a formula: an apostrophe stands before what begins like one. Numbers and dates
/// are not text of callers and stay as they are.
/// </summary>
public static class CellText
{
    // What spreadsheets begin a formula with, their wide forms of East Asian keyboards included.
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    // A spreadsheet of a country that writes 1,5 for a half parts cells here, whatever the file says.
    private static readonly SearchValues<char> Parting = SearchValues.Create(";\t\r\n|");

    private static readonly SearchValues<char> OfPhones = SearchValues.Create("+0123456789 ().-/");

    /// <summary>
    /// A phone number as it is: what has only digits and their separators runs nothing, and one with an apostrophe is no number that a
    /// dialler or another system takes.
    /// </summary>
    public static string? OfPhone(string? phone) => phone.AsSpan().ContainsAnyExcept(OfPhones) ? Of(phone) : phone;

    /// <summary>The cell, or null where there is none.</summary>
    public static string? Of(string? text)
    {
        if (string.IsNullOrEmpty(text) || !text.AsSpan().ContainsAny(Formula))
            return text;
        var safe = new StringBuilder(text.Length + 4);
        var begins = true;
        foreach (var c in text)
        {
            if (begins && Formula.Contains(c))
                safe.Append('\'');
            safe.Append(c);
            // Blanks and quotes before a formula are passed over by some.
            begins = Parting.Contains(c) || (begins && c is ' ' or '"' or '\u00A0');
        }

        return safe.ToString();
    }
}
