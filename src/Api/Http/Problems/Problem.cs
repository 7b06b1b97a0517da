using System.Text.Json.Serialization;
using Loyalty.Domain;
using Microsoft.AspNetCore.WebUtilities;

namespace Loyalty.Api;

/// <summary>An error as RFC 9457 has it.</summary>
/// <param name="Type">Address of the page that explains the code, on this very host: <see cref="ProblemPages"/>.</param>
/// <param name="Title">The HTTP status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">One English sentence for a person.</param>
/// <param name="Code">Stable kebab-case code for programs.</param>
/// <param name="Errors">Messages by request field, where fields are at fault.</param>
/// <param name="TraceId">Of the request, as logs and traces have it; set when it is answered.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceId = null)
{
    /// <summary>What has become of what the command was about, where it has ended otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Became { get; init; }

    /// <summary>The reason code of a partner that refused.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>How often it may be tried again, where tries are counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TriesLeft { get; init; }

    public const string ContentType = "application/problem+json";

    /// <summary>A problem that no field is to blame for.</summary>
    public static Problem Of(int status, string code, string detail) =>
        new(ProblemPages.AddressOf(code), ReasonPhrases.GetReasonPhrase(status), status, detail, code);

    /// <summary>What the engine refused.</summary>
    public static Problem Of(Refusal refusal)
    {
        var problem = Of(RefusalStatus.Of(refusal.Code), refusal.Code, refusal.Detail) with { Became = refusal.Became, Reason = refusal.Reason, TriesLeft = refusal.TriesLeft };
        return refusal.Field is { } field
            ? problem with { Errors = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [field] = [refusal.Detail] } }
            : problem;
    }
}
