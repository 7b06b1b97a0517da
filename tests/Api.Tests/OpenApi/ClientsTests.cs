using System.Reflection;
using Loyalty.Contracts;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;

namespace Loyalty.Api.Tests;

/// <summary>Clients that others' tools make of the API document are compiled, and enrol, buy, reverse and read at a real engine.</summary>
public sealed class ClientsTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    private const string Sources = "tests/Api.Tests/OpenApi/Clients";

    // The tier before; the tier reached, what was paid, the first answer again; the tier after the reversal; both transactions; a refusal.
    private static string Found(string kinds) => $"Member; Gold 2600.00 v2 v2; Silver 2400.00 2026-11-21; {kinds}; 422 amount-not-valid";

    [Theory]
    [InlineData(CSharpJsonLibrary.SystemTextJson, "NSWAGSTJ")]
    [InlineData(CSharpJsonLibrary.NewtonsoftJson, "NSWAGNEWTON")]
    public async Task NSwag(CSharpJsonLibrary library, string member)
    {
        var document = await global::NSwag.OpenApiDocument.FromJsonAsync(await host.Admin.GetStringAsync("/openapi/v1.json"));
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "LoyaltyClient",
            UseBaseUrl = false,
            GenerateOptionalParameters = true,
            OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator(),
            // From 9.0 on System.Text.Json knows words of an enumeration that are not its members' names.
            CSharpGeneratorSettings = { Namespace = "Loyalty.Generated", JsonLibrary = library, JsonLibraryVersion = 9.0m, DateType = "System.DateOnly", GenerateNullableReferenceTypes = true, GenerateOptionalPropertiesAsNullable = true },
        };
        var client = new CSharpClientGenerator(document, settings).GenerateFile();
        Assert.Equal(Found("Reversal,Purchase"), await CompiledClient.RunAsync([client, await SourceAsync("NSwag.cs")], host.Admin, member));
    }

    [Fact]
    public async Task Kiota()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-kiota-");
        try
        {
            var document = Path.Combine(folder.FullName, "openapi.json");
            await File.WriteAllTextAsync(document, await host.Admin.GetStringAsync("/openapi/v1.json"));
            await GenerateByKiotaAsync(document, Path.Combine(folder.FullName, "client"));
            var client = Directory.EnumerateFiles(Path.Combine(folder.FullName, "client"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
            Assert.Equal(Found("Reversal,Purchase"), await CompiledClient.RunAsync([.. client, await SourceAsync("Kiota.cs")], host.Admin, "KIOTA"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [ToolFact("npm", "node")]
    public async Task OpenApiTypeScript()
    {
        // Beside the packages, which it imports.
        var folder = Directory.CreateDirectory(Path.Combine(NpmTools.Folder, "obj", Guid.NewGuid().ToString("N")));
        try
        {
            string At(string file) => Path.Combine(folder.FullName, file);
            await File.WriteAllTextAsync(At("openapi.json"), await host.Admin.GetStringAsync("/openapi/v1.json"));
            await File.WriteAllTextAsync(At("package.json"), """{ "type": "module" }""");
            foreach (var file in new[] { "client.ts", "tsconfig.json" })
                File.Copy(Path.Combine(RepositoryFiles.At(Sources), file), At(file));
            await NpmTools.SucceedAsync("openapi-typescript", At("openapi.json"), "--output", At("schema.d.ts"));
            await NpmTools.SucceedAsync("tsc", "--project", At("tsconfig.json"));
            var token = host.Admin.DefaultRequestHeaders.Authorization!.Parameter!;
            var output = await Tool.SucceedAsync("node", At("client.js"), host.Address.ToString().TrimEnd('/'), token, "TYPESCRIPT");
            Assert.Equal(Found("reversal,purchase"), output.Trim());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<string> SourceAsync(string file) => File.ReadAllTextAsync(Path.Combine(RepositoryFiles.At(Sources), file));

    private static async Task GenerateByKiotaAsync(string document, string folder)
    {
        var kiota = typeof(ClientsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "Kiota").Value!;
        await Tool.SucceedAsync(
            "dotnet",
            [kiota, "generate", "-l", "csharp", "-d", document, "-o", folder, "-c", "LoyaltyClient", "-n", "Loyalty.Generated", "--exclude-backward-compatible", "--log-level", "Error"],
            // It would ask elsewhere for a newer one, and tell of itself.
            start => (start.Environment["KIOTA_OFFLINE_ENABLED"], start.Environment["KIOTA_CLI_TELEMETRY_OPTOUT"], start.Environment["KIOTA_TUTORIAL_ENABLED"]) = ("true", "true", "false"));
    }
}
