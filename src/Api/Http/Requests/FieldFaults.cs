using System.Text;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>All that is wrong with the fields of one request, in the order it was found.</summary>
public sealed class FieldFaults
{
    private List<Refusal>? _faults;
    private List<string>? _unknown;

    /// <summary>Nothing is wrong so far.</summary>
    public bool None => _faults is null && _unknown is null;

    /// <summary>A field that the request must not have.</summary>
    public void Unknown(string field) => (_unknown ??= []).Add(field);

    /// <summary>A field whose value cannot be taken; the code is the field's own name with <c>-not-valid</c>.</summary>
    public void NotValid(string field, string message) => Add(new Refusal(CodeOf(field), message, field));

    /// <summary>A field whose value was refused under a code of its own.</summary>
    public void Add(Refusal refusal) => (_faults ??= []).Add(refusal);

    /// <summary>
    /// The problem to answer with, which names all that is wrong: 400 <c>unknown-field</c> where there is a field that must not be, or else
    /// 422 with the code of the first fault.
    /// </summary>
    public Problem ToProblem()
    {
        var faults = (_unknown ?? []).Select(field => (field, "There is no such field; names are case-sensitive."))
            .Concat((_faults ?? []).Select(fault => (fault.Field!, fault.Detail)));
        var problem = _unknown is not null
            ? Problem.Of(StatusCodes.Status400BadRequest, "unknown-field", $"The request has no field {string.Join(", ", _unknown)}.")
            : Problem.Of(_faults![0]) with { Detail = $"{_faults[0].Field}: {_faults[0].Detail}" };
        return problem with { Errors = ByField(faults) };
    }

    /// <summary><c>lines[0].bookingReference</c> gives <c>booking-reference-not-valid</c>.</summary>
    internal static string CodeOf(string field)
    {
        var code = new StringBuilder(field.Length + 12);
        foreach (var c in field.AsSpan(field.LastIndexOf('.') + 1))
        {
            if (c == '[')
                break;
            if (char.IsAsciiLetterUpper(c) && code.Length > 0)
                code.Append('-');
            code.Append(char.ToLowerInvariant(c));
        }

        return code.Append("-not-valid").ToString();
    }

    private static Dictionary<string, IReadOnlyList<string>> ByField(IEnumerable<(string Field, string Message)> faults) =>
        faults.GroupBy(f => f.Field, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(f => f.Message)], StringComparer.Ordinal);
}
