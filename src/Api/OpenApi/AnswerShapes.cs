using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Loyalty.Api;

/// <summary>Completes what the API document says of answers.</summary>
internal static class AnswerShapes
{
    /// <summary>What any address may answer.</summary>
    private static readonly int[] OfAll = [400, 403, 429, 500, 503];

    /// <summary>The problems that are told of, by their status.</summary>
    private static readonly int[] Problems = [400, 401, 402, 403, 404, 409, 410, 412, 413, 415, 422, 429, 500, 503];

    private static readonly string[] Headers = ["ETag", "Location", "Retry-After", ApiHeaders.RateLimit, ApiHeaders.RateLimitPolicy, "WWW-Authenticate"];

    /// <summary>Operations whose answer has an entity tag.</summary>
    private static readonly string[] Tagged = ["getMember", "changeMember", "getStatus", "getProgramme"];

    /// <summary>Operations that say where what they made is.</summary>
    private static readonly string[] Located = ["enrolMember", "activateProgramme", "closeMonth", "rehearseProgramme", "createWebhook", "issueLot"];

    public static void Complete(OpenApiOperation operation, OpenApiDocument document, AllowsAttribute? rule)
    {
        var declared = operation.Responses!;
        var isPublic = rule is null or { IsPublic: true };
        var statuses = declared.Keys.Select(status => int.Parse(status, CultureInfo.InvariantCulture))
            .Union(OfAll.Where(status => status != 401 || !isPublic)).Order().ToList();
        var answers = new OpenApiResponses();
        foreach (var status in statuses)
        {
            var key = status.ToString(CultureInfo.InvariantCulture);
            answers[key] = status < 400
                ? Completed((OpenApiResponse)declared[key], operation.OperationId!, key, document)
                : new OpenApiResponseReference(NameOf(status), document);
        }

        operation.Responses = answers;
    }

    /// <summary>Adds what the answers of all operations refer to.</summary>
    public static void AddTo(OpenApiDocument document)
    {
        var components = document.Components!;
        components.Headers = Headers.ToDictionary(name => name, name => (IOpenApiHeader)new OpenApiHeader
        {
            Description = DocumentTexts.OfHeader(name),
            Schema = new OpenApiSchema { Type = name == "Retry-After" ? JsonSchemaType.Integer : JsonSchemaType.String },
        });
        components.Responses = Problems.ToDictionary(NameOf, IOpenApiResponse (status) => Answer(status, document));
    }

    private static OpenApiResponse Completed(OpenApiResponse answer, string operation, string status, OpenApiDocument document)
    {
        answer.Description = DocumentTexts.OfAnswer(operation, status);
        answer.Headers = new Dictionary<string, IOpenApiHeader>();
        if (Tagged.Contains(operation))
            Tell(answer, document, "ETag");
        if (Located.Contains(operation) && status != "200")
            Tell(answer, document, "Location");
        Tell(answer, document, ApiHeaders.RateLimit, ApiHeaders.RateLimitPolicy);
        foreach (var (type, content) in answer.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (type == "text/csv")
                content.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            content.Example = DocumentExamples.Of($"{operation}.{status}");
        }

        return answer;
    }

    private static void Tell(OpenApiResponse answer, OpenApiDocument document, params string[] headers)
    {
        foreach (var header in headers)
            answer.Headers![header] = new OpenApiHeaderReference(header, document);
    }

    private static OpenApiResponse Answer(int status, OpenApiDocument document) => new OpenApiResponse
    {
        Description = $"{DocumentTexts.OfProblem(status)} Codes: {string.Join(", ", ProblemCodes.OfStatus(status))}.",
        Headers = HeadersOf(status, document),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Problem.ContentType] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), document), Example = DocumentExamples.OfProblem(status) },
        },
    };

    private static Dictionary<string, IOpenApiHeader> HeadersOf(int status, OpenApiDocument document) => status switch
    {
        401 => new() { ["WWW-Authenticate"] = new OpenApiHeaderReference("WWW-Authenticate", document) },
        429 or 503 => new() { ["Retry-After"] = new OpenApiHeaderReference("Retry-After", document) },
        _ => [],
    };

    // NotFound, TooManyRequests.
    private static string NameOf(int status) => ReasonPhrases.GetReasonPhrase(status).Replace(" ", "", StringComparison.Ordinal);
}
