using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Loyalty.Api;

/// <summary>The API document <c>/openapi/v1.json</c>, made from what is mapped.</summary>
public static class ApiDocument
{
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
        document.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
    });

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
