using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Loyalty.Grains;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Loyalty.Api;

/// <summary>Completes the schemas of the API document: what the framework finds by itself says too little for a client to be made of it.</summary>
internal sealed class SchemaShapes
{
    private readonly ConcurrentDictionary<string, JsonTypeInfo> _types = new(StringComparer.Ordinal);

    /// <summary>The name of a type's schema; null for one that has none.</summary>
    public string? NameOf(JsonTypeInfo type)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name)
            return null;
        if (type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(Page<>))
            name = PageOf(type.Type.GetGenericArguments()[0].Name);
        _types[name] = type;
        return name;
    }

    /// <summary>Completes all schemas.</summary>
    public void Complete(IDictionary<string, IOpenApiSchema> schemas)
    {
        // Any JSON at all is no type of its own.
        schemas.Remove(nameof(JsonElement));
        foreach (var (name, schema) in schemas)
            Complete(name, (OpenApiSchema)schema);
    }

    private void Complete(string name, OpenApiSchema schema)
    {
        schema.Description = DocumentTexts.OfSchema(name);
        schema.Default = null;
        if (DocumentExamples.Of(name) is { } example)
            schema.Examples = [example];
        if (schema.Enum is { Count: > 0 })
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. schema.Enum.Where(word => word?.GetValueKind() == JsonValueKind.String)];
        }

        if (schema.Properties is null || !_types.TryGetValue(name, out var type))
            return;
        var isWritten = IsWritten(name);
        // What a request has and nobody knows is refused.
        if (IsRequest(name))
            schema.AdditionalPropertiesAllowed = false;
        schema.Required ??= new HashSet<string>();
        foreach (var property in type.Properties.Where(property => schema.Properties.ContainsKey(property.Name)))
        {
            var leftOut = IsLeftOutWhenNull(property);
            if (leftOut)
                schema.Required.Remove(property.Name);
            else if (isWritten)
                schema.Required.Add(property.Name);
            schema.Properties[property.Name] = Completed(name, property, schema.Properties[property.Name], neverNull: leftOut && isWritten);
        }
    }

    private static IOpenApiSchema Completed(string schema, JsonPropertyInfo property, IOpenApiSchema found, bool neverNull)
    {
        if (neverNull && found is OpenApiSchema { OneOf: { Count: 2 } either })
            found = either.OfType<OpenApiSchemaReference>().Single();
        if ((Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(JsonElement))
            found = new OpenApiSchema();
        switch (found)
        {
            case OpenApiSchemaReference reference:
                reference.Description = DocumentTexts.OfProperty(schema, property.Name);
                break;
            case OpenApiSchema own:
                Shape(own, property.PropertyType);
                if (neverNull && own.Type is { } type)
                    own.Type = type & ~JsonSchemaType.Null;
                own.Default = null;
                own.Description = DocumentTexts.OfProperty(schema, property.Name);
                SchemaBounds.Apply(own, schema, property.Name);
                break;
        }

        return found;
    }

    /// <summary>Says what is written of types whose converters say nothing.</summary>
    private static void Shape(OpenApiSchema schema, Type type)
    {
        var (value, orNull) = Nullable.GetUnderlyingType(type) is { } underlying ? (underlying, JsonSchemaType.Null) : (type, (JsonSchemaType)0);
        if (value == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String | orNull;
            schema.Format = "date-time";
        }
        else if (value == typeof(decimal))
        {
            schema.Format = "decimal";
        }
        else if (type == typeof(IReadOnlyDictionary<string, decimal>) && schema.AdditionalProperties is OpenApiSchema rate)
        {
            rate.Format = "decimal";
        }
    }

    // Every field of an answer is written, but for those that say otherwise.
    private static bool IsWritten(string name) => !IsRequest(name) && name is not nameof(Domain.TierDefinition);

    private static bool IsRequest(string name) => name.EndsWith("Body", StringComparison.Ordinal) || name.EndsWith("File", StringComparison.Ordinal);

    private static bool IsLeftOutWhenNull(JsonPropertyInfo property) =>
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];

    private static string PageOf(string item)
    {
        foreach (var ending in new[] { "View", "Item", "Entry" })
        {
            if (item.EndsWith(ending, StringComparison.Ordinal))
                return $"{item[..^ending.Length]}Page";
        }

        return $"{item}Page";
    }
}
