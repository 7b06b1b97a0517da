using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Loyalty.Api;

/// <summary>Completes what the API document says an operation takes.</summary>
internal static class OperationShapes
{
    public static void Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, AllowsAttribute? rule)
    {
        var id = operation.OperationId!;
        operation.Description = DocumentTexts.OfOperation(id);
        if (ScopesOf(rule) is { } scopes)
            operation.Description += $" {scopes}";
        operation.Parameters ??= [];
        if (TakesReasons(context.Description.HttpMethod, id))
            operation.Parameters.Add(new OpenApiParameter { Name = ApiHeaders.Reason, In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            parameter.Description = DocumentTexts.OfParameter(id, parameter.Name!);
            // What the query cannot do without is no part of its type: it is refused by its own code.
            parameter.Required = parameter.In == ParameterLocation.Path || (id, parameter.Name) == ("findMembers", "query");
            Shape((OpenApiSchema)parameter.Schema!, id, parameter.Name!, context.Description.RelativePath!);
        }

        if (operation.RequestBody is OpenApiRequestBody body)
            Complete(body, id);
    }

    private static void Shape(OpenApiSchema schema, string operation, string name, string path)
    {
        var isMember = name == "id" && path.StartsWith("v1/members/", StringComparison.Ordinal);
        SchemaBounds.Apply(schema, operation, isMember ? "memberId" : name);
    }

    private static void Complete(OpenApiRequestBody body, string operation)
    {
        var shape = body.Content!.Values.Select(content => content.Schema).OfType<OpenApiSchemaReference>().FirstOrDefault()?.Reference.Id;
        body.Description = DocumentTexts.OfBody(operation, shape);
        foreach (var (type, content) in body.Content!)
        {
            if (type == ImportsApi.ContentType)
                content.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            if (content.Schema is OpenApiSchema { AdditionalProperties: OpenApiSchema rate })
                (rate.Format, rate.ExclusiveMinimum) = ("decimal", "0");
            content.Example = DocumentExamples.Of($"{operation}.body");
        }
    }

    // Reasons are read of every call below /v1, and recorded where the call is.
    private static bool TakesReasons(string? method, string operation) =>
        operation is not ("live" or "ready" or "metrics") && (method != "GET" || operation.StartsWith("export", StringComparison.Ordinal));

    private static string? ScopesOf(AllowsAttribute? rule)
    {
        if (rule is null or { IsPublic: true })
            return "Open to everybody.";
        var words = ScopeWords.All.Where(word => rule.Scopes.HasFlag(word.Value) && word.Value is not Scopes.Admin).Select(word => word.Key).ToList();
        return $"In keys mode open to: {string.Join(", ", [.. words, "admin"])}.";
    }
}
