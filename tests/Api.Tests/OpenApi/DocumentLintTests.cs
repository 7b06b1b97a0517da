using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>A linter that others trust has nothing to say of the API document, in open and in keys mode.</summary>
public sealed class DocumentLintTests(ApiFixture api, KeysFixture keys) : IClassFixture<ApiFixture>, IClassFixture<KeysFixture>
{
    [ToolFact("npm")]
    public async Task Redocly_finds_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-document-");
        using var http = keys.With(null);
        try
        {
            var (open, keyed) = (Path.Combine(folder.FullName, "open.json"), Path.Combine(folder.FullName, "keys.json"));
            await File.WriteAllTextAsync(open, await api.Http.GetStringAsync("/openapi/v1.json"));
            await File.WriteAllTextAsync(keyed, await http.GetStringAsync("/openapi/v1.json"));
            await NpmTools.SucceedAsync("redocly", "lint", "--config=redocly.yaml", "--format=stylish", open, keyed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
