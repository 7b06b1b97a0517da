using System.Text.Json.Nodes;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>
/// The types in the TypeScript client are those of the API document that is served. With <c>LOYALTY_WRITE_EXAMPLES=1</c> they are made anew
/// with the examples of <see cref="ServedTests"/>, which are no part of them.
/// </summary>
public sealed class TypesOfClientServedTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    private static readonly string Kept = RepositoryFiles.At("src/Client.TypeScript/src/schema.ts");

    [ToolFact("npm", "node")]
    public async Task The_client_has_the_types_of_the_document_that_is_served()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-types-");
        try
        {
            var (document, made) = (Path.Combine(folder.FullName, "openapi.json"), Path.Combine(folder.FullName, "schema.ts"));
            var served = JsonNode.Parse(await host.Admin.GetStringAsync("/openapi/v1.json"))!;
            WithoutExamples(served);
            await File.WriteAllTextAsync(document, served.ToJsonString());
            await NpmTools.SucceedAsync("openapi-typescript", document, "--output", made);
            if (Environment.GetEnvironmentVariable("LOYALTY_WRITE_EXAMPLES") == "1")
                File.Copy(made, Kept, overwrite: true);
            Assert.Equal(await File.ReadAllTextAsync(made), await File.ReadAllTextAsync(Kept));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // They would be most of the file, and are no types.
    private static void WithoutExamples(JsonNode node)
    {
        if (node is JsonObject fields)
        {
            fields.Remove("example");
            fields.Remove("examples");
        }

        foreach (var inner in node is JsonObject all ? all.Select(field => field.Value) : node is JsonArray items ? items : [])
        {
            if (inner is not null)
                WithoutExamples(inner);
        }
    }
}
