using System.Globalization;
using System.Text;

namespace Loyalty.Contracts;

/// <summary>Writes JSON objects of a shape: right, nearly right, and wrong in the ways that JSON can be.</summary>
/// <param name="random">Every choice is its.</param>
/// <param name="number">Makes ids of this input its own.</param>
internal sealed class JsonGrammar(Random random, long number)
{
    private static readonly string[] Currencies = ["CHF", "CHF", "EUR", "JPY", "KWD"];

    /// <summary>An object; about one in three is right.</summary>
    public string Object(params (string Name, Func<string> Value)[] fields)
    {
        var members = fields.Select(field => (field.Name, Value: field.Value())).Where(member => member.Value.Length > 0).ToList();
        for (var faults = random.Next(3) == 0 ? 0 : random.Next(1, 3); faults > 0; faults--)
            Spoil(members);
        return Write(members);
    }

    /// <summary>A text of one's choice, quoted.</summary>
    public string Text(params string[] texts) => Quoted(random.Next(12) == 0 ? Pick(Nasty.Texts) : Pick(texts));

    /// <summary>The same, or nothing: the field is left out.</summary>
    public string Maybe(params string[] texts) => random.Next(2) == 0 ? "" : Text(texts);

    /// <summary>An id, new for the most part.</summary>
    public string Id(string prefix) => Text(random.Next(10) == 0 ? $"{prefix}1" : string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}-{random.Next(1000)}"));

    public string Member() => random.Next(15) == 0 ? Text("NOBODY1") : Text("FUZZ0", "FUZZ1", "FUZZ2", "FUZZ3");

    public string Amount() => random.Next(12) == 0
        ? Pick(Nasty.Values)
        : string.Create(CultureInfo.InvariantCulture, $"{random.Next(3000)}{(random.Next(2) == 0 ? "" : $".{random.Next(100):00}")}");

    public string Currency() => Text(Currencies);

    public string Date() => Maybe("2026-11-21", "2026-11-22", "2026-01-10", "2025-11-21", "2025-11-20", "2024-02-29");

    /// <summary>A value of any kind, not too deep.</summary>
    public string Anything(int depth = 0) => random.Next(depth > 4 ? 2 : 5) switch
    {
        0 => Pick(Nasty.Values),
        1 => Quoted(Pick(Nasty.Texts)),
        2 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Anything(depth + 1)))}]",
        3 => Write([.. Enumerable.Range(0, random.Next(4)).Select(_ => (Pick(Nasty.Texts), Anything(depth + 1)))]),
        _ => string.Concat(Enumerable.Repeat(random.Next(2) == 0 ? "[" : "{\"a\":", random.Next(1, 200))),
    };

    public string Pick(string[] among) => among[random.Next(among.Length)];

    private void Spoil(List<(string Name, string Value)> members)
    {
        var at = random.Next(Math.Max(1, members.Count));
        switch (random.Next(7))
        {
            case 0 when members.Count > 0:
                members.RemoveAt(at);
                break;
            case 1 when members.Count > 0:
                members.Insert(random.Next(members.Count), members[at]);
                break;
            case 2 when members.Count > 0:
                members[at] = (members[at].Name.ToUpperInvariant(), members[at].Value);
                break;
            case 3:
                members.Add((Pick(Nasty.Texts), Anything()));
                break;
            case 4 when members.Count > 0:
                members[at] = (members[at].Name, Quoted(string.Concat(Enumerable.Repeat(Pick(Nasty.Texts), random.Next(1, 300)))));
                break;
            default:
                if (members.Count > 0)
                    members[at] = (members[at].Name, random.Next(2) == 0 ? Pick(Nasty.Values) : Anything());
                break;
        }
    }

    private string Write(List<(string Name, string Value)> members)
    {
        var blank = random.Next(8) == 0 ? Pick(["\n", "\t ", "\r\n"]) : "";
        return new StringBuilder("{").AppendJoin("," + blank, members.Select(member => $"{Quoted(member.Name)}:{blank}{member.Value}")).Append('}').ToString();
    }

    private static string Quoted(string text) => $"\"{text}\"";
}
