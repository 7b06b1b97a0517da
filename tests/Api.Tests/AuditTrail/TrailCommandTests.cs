using Loyalty.Contracts;
using Microsoft.Data.Sqlite;

namespace Loyalty.Api.Tests;

/// <summary>The trail of a real engine, and the command that verifies it.</summary>
public class TrailCommandTests
{
    [Fact]
    public async Task The_command_tells_a_sound_trail_from_a_broken_one_and_from_one_that_was_rewritten()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("MEMBER1");
        await engine.SendAsync(HttpMethod.Put, "/v1/rates/2026-01-01", new Dictionary<string, decimal> { ["EUR"] = 0.94m }, System.Net.HttpStatusCode.NoContent);
        var head = (await engine.GetAsync("/v1/trail/verification")).GetProperty("head");
        var noted = $"{head.GetProperty("sequence")}:{head.Text("hash")}";
        Assert.Equal(0, await engine.StopAsync());
        // A log that is sent elsewhere has the head.
        Assert.Contains(head.Text("hash")!, engine.Output, StringComparison.Ordinal);

        var sound = await VerifyAsync(engine, $"--Loyalty:Trail:Expect={noted}");
        Assert.Equal(0, sound.ExitCode);
        Assert.Contains($"The trail is as it was written: 2 records, 1 to 2. Its head is {noted}", sound.Output, StringComparison.Ordinal);

        Execute(engine, "DELETE FROM trail WHERE sequence = 2");
        var cut = await VerifyAsync(engine);
        Assert.Equal(2, cut.ExitCode);
        Assert.Contains("The trail is broken at record 2 (missing)", cut.Output, StringComparison.Ordinal);

        Execute(engine, "UPDATE trail_ends SET sequence = 1, hash = (SELECT hash FROM trail WHERE sequence = 1) WHERE name = 'head'");
        Assert.Equal(0, (await VerifyAsync(engine)).ExitCode);
        var rewritten = await VerifyAsync(engine, $"--Loyalty:Trail:Expect={noted}");
        Assert.Equal(2, rewritten.ExitCode);
        Assert.Contains("broken at record 2 (not as noted)", rewritten.Output, StringComparison.Ordinal);

        var misread = await VerifyAsync(engine, "--Loyalty:Trail:Expect=x");
        Assert.Equal(1, misread.ExitCode);
        Assert.Contains("Loyalty:Trail:Expect", misread.Output, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output)> VerifyAsync(EngineProcess engine, params string[] more) =>
        EngineProcess.RunToEndAsync(engine.Folder, ["--verify-trail", .. more]);

    private static void Execute(EngineProcess engine, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(engine.Folder, "data", "loyalty.db")};Pooling=false");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
