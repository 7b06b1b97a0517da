namespace Loyalty.Silo.Tests;

public sealed class BackupStampTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("1795910400\n", 1_795_910_400)]
    [InlineData("", 0)]
    [InlineData("yesterday", 0)]
    [InlineData("-5", 0)]
    [InlineData("999999999999999999999999999999999999999999999999999999999999", 0)]
    public void What_is_no_time_is_no_backup(string written, double seconds)
    {
        File.WriteAllText(_file, written);
        Assert.Equal(seconds, new BackupStamp(_file).Seconds);
    }

    [Fact]
    public void Where_no_file_is_there_or_named_none_is_known()
    {
        Assert.Equal(0, new BackupStamp(null).Seconds);
        Assert.Equal(0, new BackupStamp(_file + ".missing").Seconds);
        Assert.Equal(0, new BackupStamp(Path.GetDirectoryName(_file)).Seconds);
    }
}
