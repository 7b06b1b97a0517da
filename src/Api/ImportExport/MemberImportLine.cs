using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>One valid row of an import of members.</summary>
/// <param name="Fields">What the row has of the profile, by name; what it has not is left as it is.</param>
public sealed record MemberImportRow(long Line, IReadOnlyDictionary<string, string?> Fields, IReadOnlyList<SchemeNumber> Numbers)
{
    /// <summary>The profile of a member who is not there yet.</summary>
    public Profile Profile => new(
        Fields.GetValueOrDefault("givenName"),
        Fields.GetValueOrDefault("familyName"),
        Fields.GetValueOrDefault("email"),
        Fields.GetValueOrDefault("phone"),
        Fields.GetValueOrDefault("birthDate") is { } birth && Instants.TryReadDate(birth, out var date) ? date : null,
        Fields.GetValueOrDefault("locale"),
        Fields.GetValueOrDefault("homeAirport"));
}

/// <summary>One row as it was read: the member and the row, or why it is refused.</summary>
public readonly record struct MemberImportLine(MemberId Member, MemberImportRow? Row, ImportError? Error)
{
    /// <summary>The columns; all but the first may be left out.</summary>
    public static readonly IReadOnlyList<string> Columns = ["memberId", .. ProfileRules.Fields, "numbers"];

    /// <summary>Columns that must be there, from the first.</summary>
    public const int Required = 1;

    /// <summary>Reads one row.</summary>
    /// <param name="services">For what day it is.</param>
    public static MemberImportLine Read(CsvRecord record, ImportHeader header, IServiceProvider services)
    {
        var member = header.MemberOf(record);
        if (member.Refusal is not null)
            return Refused(record, member.Refusal);
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var i = 0; i < ProfileRules.Fields.Count; i++)
        {
            var (name, cell) = (ProfileRules.Fields[i], header.Cell(record.Cells, 1 + i));
            if (cell.Length == 0)
                continue;
            if (ProfileRules.Fault(name, cell, services) is { } wrong)
                return Refused(record, new Refusal(FieldFaults.CodeOf(name), wrong));
            fields[name] = ProfileRules.Clean(name, cell);
        }

        var numbers = NumbersColumn.Read(header.Cell(record.Cells, Columns.Count - 1));
        return numbers.Refusal is null
            ? new MemberImportLine(member.Value, new MemberImportRow(record.Line, fields, numbers.Value), null)
            : Refused(record, numbers.Refusal);
    }

    private static MemberImportLine Refused(CsvRecord record, Refusal refusal) =>
        new(default, null, new ImportError(record.Line, refusal.Code, refusal.Detail));
}
