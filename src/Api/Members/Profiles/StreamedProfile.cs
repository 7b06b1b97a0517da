using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A line of <c>POST /v1/profiles</c>, as the API document shows it.</summary>
/// <param name="ChangeId">The caller's id of the change, unique in the programme.</param>
/// <param name="IfProfileVersion">The version that the change was made on; without it the last change wins.</param>
/// <param name="MemberId">Whose profile it is, by the member's number.</param>
/// <param name="Number">The same by a number of a scheme; one of the two.</param>
public sealed record ProfileLineBody(
    string ChangeId, ProfileBody Fields, string? MemberId = null, SchemeNumberBody? Number = null, long? IfProfileVersion = null);

/// <summary>One line of a profile stream, read.</summary>
/// <param name="MemberId">As the line has it, when readable.</param>
/// <param name="ChangeId">As the line has it, when readable.</param>
/// <param name="Member">Whose profile it is, when nothing is wrong and it is not named by a number of a scheme.</param>
/// <param name="Change">Null when there is a problem.</param>
/// <param name="Problem">What is wrong with the line.</param>
public sealed record StreamedProfile(long Line, string? MemberId, string? ChangeId, MemberId Member, ProfileChange? Change, Problem? Problem)
{
    /// <summary>What stands before the name of a profile's field.</summary>
    public const string Path = "fields.";

    private const string OneName = "Name the member by memberId or by number, not by both.";

    /// <summary>The number that names the member, where the line does it that way.</summary>
    public SchemeNumber? Number { get; private init; }

    /// <summary>Reads a line.</summary>
    /// <param name="services">Where values find what they are held to, such as today.</param>
    public static StreamedProfile Read(Line line, IServiceProvider services)
    {
        if (line.TooLong)
            return new StreamedProfile(line.Number, null, null, default, null, LineWork.TooLong);
        var (read, problem) = JsonReading.Read(line.Bytes, (line.Number, services), static (element, given) =>
        {
            var fields = new JsonFields(element, new FieldFaults()) { Services = given.services };
            var id = fields.Text("changeId", IdFault, required: true);
            MemberId? member = null;
            var number = fields.TakeNumber("number", element);
            if (!fields.Has("number"))
                member = fields.Parsed("memberId", Domain.MemberId.Parse);
            else if (fields.Take("memberId").ValueKind != JsonValueKind.Undefined)
                fields.Refuse("number", OneName);
            var change = new ProfileChange(ReadFields(fields, element), ChangeId: id, IfProfileVersion: ReadVersion(fields));
            fields.Close();
            var problem = fields.Faults.None ? null : fields.Faults.ToProblem();
            return (
                new StreamedProfile(
                    given.Number,
                    member?.Value ?? Readable(element, "memberId"),
                    id ?? Readable(element, "changeId"),
                    member.GetValueOrDefault(),
                    problem is null ? change : null,
                    problem) { Number = problem is null ? number : null },
                problem);
        });
        return read ?? new StreamedProfile(line.Number, null, null, default, null, problem);
    }

    /// <summary>The line with the member whose number it has.</summary>
    public StreamedProfile Of(MemberId member) => this with { Member = member, MemberId = member.Value };

    /// <summary>The line with what is wrong with the number it has.</summary>
    public StreamedProfile Refused(Refusal refusal) => this with { Change = null, Problem = Problem.Of(refusal with { Field = $"number.{refusal.Field}" }) };

    private static IReadOnlyDictionary<string, string?> ReadFields(JsonFields line, JsonElement element)
    {
        var value = line.Take("fields");
        if (value.ValueKind != JsonValueKind.Object || !value.EnumerateObject().Any())
        {
            line.Refuse("fields", value.ValueKind == JsonValueKind.Undefined ? "Is required." : "Must be an object that names a field of the profile at least.");
            return new Dictionary<string, string?>();
        }

        var fields = new JsonFields(element.GetProperty("fields"), line.Faults, Path) { Services = line.Services };
        var change = ProfileBody.Read(fields);
        fields.Close();
        return change.Fields;
    }

    private static long? ReadVersion(JsonFields line)
    {
        var number = line.Number("ifProfileVersion");
        if (number is null || (number == decimal.Truncate(number.Value) && number is >= 1 and <= long.MaxValue))
            return (long?)number;
        line.Refuse("ifProfileVersion", "Must be a whole number from 1 on.");
        return null;
    }

    private static string? IdFault(string text) =>
        CallerId.IsValid(text) ? null : $"An id is 1 to {CallerId.MaxLength} printable ASCII characters without a space.";

    private static string? Readable(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && JsonFields.TextOf(value) is { Length: <= CallerId.MaxLength } text ? text : null;
}
