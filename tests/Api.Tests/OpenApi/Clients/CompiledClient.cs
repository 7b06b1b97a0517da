using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Loyalty.Api.Tests;

/// <summary>Generated C# and a driver of it, compiled in memory.</summary>
internal static class CompiledClient
{
    /// <summary>Compiles the sources and has their driver enrol, buy, reverse and read.</summary>
    /// <returns>What the driver found.</returns>
    public static async Task<string> RunAsync(IEnumerable<string> sources, HttpClient http, string member)
    {
        var context = new AssemblyLoadContext("client", isCollectible: true);
        try
        {
            using var image = Compile(sources);
            var driver = context.LoadFromStream(image).GetType("Loyalty.Generated.Driver", throwOnError: true)!;
            return await (Task<string>)driver.GetMethod("RunAsync", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [http, member])!;
        }
        finally
        {
            context.Unload();
        }
    }

    private static MemoryStream Compile(IEnumerable<string> sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None, preprocessorSymbols: ["NETCOREAPP3_1_OR_GREATER", "NET5_0_OR_GREATER", "NET8_0_OR_GREATER"]);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Loyalty.Generated",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, options)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Take(20)));
        image.Position = 0;
        return image;
    }
}
