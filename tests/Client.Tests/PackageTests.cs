using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Loyalty.Client.Tests;

/// <summary>The client as others get it: packed, referred to by a project of their own, and used as its page says.</summary>
public sealed partial class PackageTests : IAsyncLifetime
{
    private const string Version = "0.0.1-test";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-nuget-");

    public Task InitializeAsync() => DotnetAsync("pack", RepositoryFiles.At("src/Client"), "-c", "Release", "-o", _folder.FullName, $"-p:MinVerVersionOverride={Version}", $"-p:Version={Version}");

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task It_has_its_page_licence_documentation_and_symbols_and_leads_a_blank_project_to_a_live_status()
    {
        using (var package = ZipFile.OpenRead(At($"Loyalty.Client.{Version}.nupkg")))
        {
            var files = package.Entries.Select(entry => entry.FullName).ToList();
            Assert.Superset(
                new HashSet<string>(["README.md", "LICENSE", "lib/net10.0/Loyalty.Client.dll", "lib/net10.0/Loyalty.Client.xml", "lib/net8.0/Loyalty.Client.dll", "lib/net8.0/Loyalty.Client.xml"]),
                files.ToHashSet());
        }

        using (var symbols = ZipFile.OpenRead(At($"Loyalty.Client.{Version}.snupkg")))
            Assert.Contains(symbols.Entries, entry => entry.FullName == "lib/net10.0/Loyalty.Client.pdb");

        await using var engine = await EngineProcess.StartAsync();
        var lines = FirstCode().Match(await File.ReadAllTextAsync(RepositoryFiles.At("src/Client/README.md"))).Groups["code"].Value;
        Assert.Equal(6, lines.Trim().Split('\n').Length);
        await BuildBlankProjectAsync(lines.Replace("http://127.0.0.1:5080", engine.Address.ToString(), StringComparison.Ordinal));

        using var program = Process.Start(new ProcessStartInfo("dotnet", [At("blank/out/blank.dll")]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            Assert.Equal("Gold 2600", await program.StandardOutput.ReadLineAsync().WaitAsync(Eventually.Deadline));
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
    }

    private async Task BuildBlankProjectAsync(string source)
    {
        Directory.CreateDirectory(At("blank"));
        await File.WriteAllTextAsync(At("blank/Program.cs"), source);
        await File.WriteAllTextAsync(At("blank/blank.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestoreAdditionalProjectSources>{_folder.FullName}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{At("packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages")}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Loyalty.Client" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        await DotnetAsync("build", At("blank"), "-o", At("blank/out"));
    }

    private static Task<string> DotnetAsync(params string[] arguments) =>
        Tool.SucceedAsync("dotnet", [.. arguments, "--nologo", "-v:q", "-nodeReuse:false", "-p:UseSharedCompilation=false"]);

    private string At(string file) => Path.Combine(_folder.FullName, file);

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstCode();
}
