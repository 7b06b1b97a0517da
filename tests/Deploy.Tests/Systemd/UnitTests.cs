namespace Loyalty.Deploy.Tests;

public class UnitTests
{
    private const int DrainSeconds = 40;

    [ToolFact("systemd-analyze")]
    public async Task The_units_are_understood()
    {
        // The program is not installed where tests run: an executable stands in for it and for nothing else.
        var folder = Directory.CreateTempSubdirectory("loyalty-units-").FullName;
        foreach (var unit in Directory.GetFiles(RepositoryFiles.At("deploy/systemd"), "loyalty*").Where(file => !file.EndsWith(".example", StringComparison.Ordinal)))
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, Path.GetFileName(unit)),
                (await File.ReadAllTextAsync(unit)).Replace("/opt/loyalty/Loyalty.Silo", "/bin/true", StringComparison.Ordinal));
        }

        foreach (var unit in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
            Assert.Equal("", (await Tool.SucceedAsync("systemd-analyze", "verify", "--man=no", unit)).Trim());
        Directory.Delete(folder, recursive: true);
    }

    [ToolFact("systemd-analyze")]
    public async Task The_engine_may_do_little()
    {
        var report = await Tool.SucceedAsync(
            "systemd-analyze", "security", "--offline=true", "--threshold=20", RepositoryFiles.At("deploy/systemd/loyalty.service"));
        Assert.Contains("Overall exposure level", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_has_the_time_it_needs_and_the_state_a_folder_of_its_own()
    {
        var lines = File.ReadAllLines(RepositoryFiles.At("deploy/systemd/loyalty.service"));
        Assert.InRange(int.Parse(Value("TimeoutStopSec")), DrainSeconds + 1, 600);
        Assert.Equal("/var/lib/" + Value("StateDirectory"), Value("WorkingDirectory"));
        Assert.Equal("always", Value("Restart"));
        Assert.Equal(("notify", "main"), (Value("Type"), Value("NotifyAccess")));
        Assert.Equal("yes", Value("NoNewPrivileges"));
        Assert.Equal("strict", Value("ProtectSystem"));

        string Value(string key) => Assert.Single(lines, line => line.StartsWith(key + "=", StringComparison.Ordinal))[(key.Length + 1)..];
    }

    [Fact]
    public void The_backup_calls_a_script_that_is_there()
    {
        var unit = File.ReadAllText(RepositoryFiles.At("deploy/systemd/loyalty-backup.service"));
        Assert.Contains("/backup/sqlite-backup ", unit, StringComparison.Ordinal);
        Assert.True(File.Exists(RepositoryFiles.At("deploy/backup/sqlite-backup")));
    }
}
