using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Loyalty.Api;

/// <summary>
/// The API document <c>/openapi/v1.json</c>, made from what is mapped. What the code cannot say of itself (bounds, texts, examples) is added
/// by the parts beside this; tests hold it to what is served.
/// </summary>
public static class ApiDocument
{
    private const string Scheme = "keyOrToken";

    private const string Introduction =
        "Status that follows spend, at once. Errors are RFC 9457 problem documents with a stable code. A command carries an id of the caller's and takes "
        + "effect once, however often it is sent. Amounts are JSON numbers with the decimals of their currency: read them as exact decimals. "
        + "Fields and addresses are added, never renamed or dropped: let fields that you do not know pass.";

    private static OpenApiSecurityScheme Bearer => new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = "bearer",
        Description = "A system's key, or a person's token of the provider. Not asked for in open mode, which serves the engine's own machine alone.",
    };

    public static void AddLoyaltyDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        var shapes = new SchemaShapes();
        options.CreateSchemaReferenceId = shapes.NameOf;
        options.AddOperationTransformer((operation, context, _) =>
        {
            var rule = context.Description.ActionDescriptor.EndpointMetadata.OfType<AllowsAttribute>().LastOrDefault();
            operation.Security = Security(rule, context);
            OperationShapes.Complete(operation, context, rule);
            AnswerShapes.Complete(operation, context.Document!, rule);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((api, _, _) =>
        {
            Introduce(api);
            shapes.Complete(api.Components!.Schemas!);
            AnswerShapes.AddTo(api);
            api.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme> { [Scheme] = Bearer };
            return Task.CompletedTask;
        });
    });

    private static void Introduce(OpenApiDocument api)
    {
        api.Info = new OpenApiInfo
        {
            Title = "Loyalty status engine",
            Version = "v1",
            Description = Introduction,
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        // Where it was asked for is where it is served.
        foreach (var server in api.Servers ?? [])
            (server.Url, server.Description) = (server.Url?.TrimEnd('/'), "The engine that told this.");
        foreach (var tag in api.Tags ?? new HashSet<OpenApiTag>())
            tag.Description = DocumentTexts.OfTag(tag.Name!);
    }

    // In open mode a key is not asked for, and does no harm: a client made there has where to put one.
    private static List<OpenApiSecurityRequirement> Security(AllowsAttribute? rule, OpenApiOperationTransformerContext context)
    {
        if (rule is null or { IsPublic: true })
            return [];
        var requirement = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] };
        return context.ApplicationServices.GetRequiredService<LoyaltySettings>().AuthMode == AuthMode.Keys ? [requirement] : [new(), requirement];
    }
}
