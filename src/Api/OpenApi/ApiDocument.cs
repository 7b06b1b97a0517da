using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Loyalty.Api;

/// <summary>The API document <c>/openapi/v1.json</c>, made from what is mapped.</summary>
public static class ApiDocument
{
    private const string Scheme = "keyOrToken";

    private static OpenApiSecurityScheme Bearer => new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = "bearer",
        Description = "A system's key, or a person's token. docs/ACCESS.md says which scope opens what.",
    };

    public static void AddLoyaltyDocument(this IServiceCollection services) => services.AddOpenApi("v1", document =>
    {
        document.AddDocumentTransformer((api, _, _) =>
        {
            api.Info.Title = "Loyalty status engine";
            api.Info.Version = "v1";
            api.Info.Description = "Status that follows spend, at once. Errors are RFC 9457 problem documents with a stable code.";
            // Written for wherever it is served from.
            api.Servers = [];
            return Task.CompletedTask;
        });
        document.AddDocumentTransformer((api, context, _) =>
        {
            if (IsKeyed(context.ApplicationServices))
                (api.Components ??= new OpenApiComponents()).SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme> { [Scheme] = Bearer };
            return Task.CompletedTask;
        });
        document.AddOperationTransformer((operation, context, _) =>
        {
            var rule = context.Description.ActionDescriptor.EndpointMetadata.OfType<AllowsAttribute>().LastOrDefault();
            if (rule is { IsPublic: false } && IsKeyed(context.ApplicationServices))
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
            return Task.CompletedTask;
        });
        document.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type);
            foreach (var property in context.JsonTypeInfo.Properties.Where(IsLeftOutWhenNull))
                schema.Required?.Remove(property.Name);
            return Task.CompletedTask;
        });
    });

    private static bool IsKeyed(IServiceProvider services) => services.GetRequiredService<LoyaltySettings>().AuthMode == AuthMode.Keys;

    // The document takes every parameter of a record's constructor for a field that is always written.
    private static bool IsLeftOutWhenNull(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];

    private static void Describe(OpenApiSchema schema, Type type)
    {
        if (type == typeof(DateTimeOffset))
        {
            // Its converter is our own, which says nothing of what it writes.
            schema.Type = schema.Type is { } known ? known | JsonSchemaType.String : JsonSchemaType.String;
            schema.Format = "date-time";
            schema.Examples = [JsonValue.Create("2026-11-21T10:15:04.123Z")];
        }
        else if (type == typeof(decimal))
        {
            schema.Format = "decimal";
            schema.Description ??= "An exact decimal with the currency's decimals.";
        }
        else if (Examples.Of(type) is { } example)
        {
            schema.Examples = [example];
        }
    }
}
