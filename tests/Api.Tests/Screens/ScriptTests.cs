using System.Diagnostics;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>The tests of the TypeScript, so that one command runs all there is.</summary>
public sealed class ScriptTests
{
    [Theory]
    [InlineData("src/Client.TypeScript")]
    [InlineData("src/Screens")]
    public async Task The_tests_of_the_scripts_pass(string folder)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", ["test"])
        {
            UseShellExecute = false,
            WorkingDirectory = RepositoryFiles.At(folder),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = npm.StandardOutput.ReadToEndAsync();
        var faults = npm.StandardError.ReadToEndAsync();
        // A worker starts for every file of tests.
        await npm.WaitForExitAsync().WaitAsync(3 * Eventually.Deadline);

        Assert.True(npm.ExitCode == 0, await output + await faults);
    }
}
