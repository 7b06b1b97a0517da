using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Silo.Tests;

/// <summary>What the image's health check runs.</summary>
public class HealthCommandTests
{
    [Fact]
    public async Task It_ends_with_0_exactly_where_the_answer_is_a_success()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/health/live", () => "ok");
        app.MapGet("/health/ready", () => Results.StatusCode(503));
        await app.StartAsync();
        var address = app.Urls.First();

        Assert.Equal((0, $"{address}/health/live answers 200."), await RunAsync($"{address}/health/live"));
        Assert.Equal((1, $"{address}/health/ready answers 503."), await RunAsync($"{address}/health/ready"));
        await app.StopAsync();
        var (exit, said) = await RunAsync($"{address}/health/live");
        Assert.Equal(1, exit);
        Assert.StartsWith($"{address}/health/live does not answer: ", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("live")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://127.0.0.1:5080/health/live", "again")]
    public async Task What_is_no_address_is_said_to_be_none(params string[] args)
    {
        var (exit, said) = await RunAsync(args);
        Assert.Equal(2, exit);
        Assert.Contains(HealthCommand.Default, said, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Said)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        var exit = await HealthCommand.RunAsync(args, output);
        return (exit, output.ToString().Trim());
    }
}
