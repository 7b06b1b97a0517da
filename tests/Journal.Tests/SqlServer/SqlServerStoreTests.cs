using Microsoft.Data.SqlClient;

namespace Loyalty.Journal.Tests;

/// <summary>How a SQL Server journal is opened and refused, where no server is needed for it.</summary>
public sealed class SqlServerStoreTests
{
    private const string Nowhere = "Server=127.0.0.1,1;Database=x;User Id=x;Password=x;Connect Timeout=2";

    [Fact]
    public async Task A_connection_string_of_something_else_is_refused()
    {
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(
            () => LoyaltyStore.OpenAsync("sqlserver", "Host=127.0.0.1;Username=x", TimeProvider.System));
        Assert.Contains("Loyalty:Journal:ConnectionString", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Encrypt=false", "TrustServerCertificate=True")]
    [InlineData("Encrypt=Optional", "TrustServerCertificate=True")]
    [InlineData("Encrypt=perhaps", "Loyalty:Journal:ConnectionString is not valid")]
    [InlineData("Authentication=Active Directory Default", "Authentication=ActiveDirectoryDefault")]
    public async Task A_connection_that_is_not_safe_or_cannot_work_is_refused_in_one_line(string setting, string said)
    {
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(
            () => LoyaltyStore.OpenAsync("sqlserver", $"Server=127.0.0.1,1;Database=x;{setting}", TimeProvider.System));
        Assert.StartsWith("Loyalty:Journal:ConnectionString", refused.Message, StringComparison.Ordinal);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Encrypt=true;TrustServerCertificate=true")]
    [InlineData("Encrypt=Strict;Authentication=Sql Password")]
    [InlineData("Pooling=true;PoolBlockingPeriod=AlwaysBlock")]
    public void Readers_are_never_kept_from_a_server_that_is_back(string settings) => Assert.Equal(
        (PoolBlockingPeriod.NeverBlock, 0, false),
        SqlServerSettings.Parse($"Server=127.0.0.1,1;Database=x;User ID=x;Password=x;{settings}") is var parsed
            ? (parsed.PoolBlockingPeriod, parsed.ConnectRetryCount, parsed.Encrypt.Equals(SqlConnectionEncryptOption.Optional))
            : default);

    // What is missing of the program is final, and none of the journal's or the address's affairs.
    [Fact]
    public void A_part_of_the_driver_that_is_missing_is_told_as_that()
    {
        var missing = new FileNotFoundException("Could not load file or assembly 'Microsoft.SqlServer.Server'.\nMore.");
        Assert.True(SqlServerErrors.IsFinal(missing));
        Assert.Equal(
            "SQL Server's driver is not whole: Could not load file or assembly 'Microsoft.SqlServer.Server'.",
            Assert.IsType<JournalRefusedException>(SqlServerErrors.Refusal(missing)).Message);
    }

    // The tests run as the engine does, without cultures.
    [Fact]
    public async Task A_process_without_cultures_is_told_what_the_driver_needs()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT") is { Length: > 0 })
            return;
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(() => LoyaltyStore.OpenAsync("sqlserver", Nowhere, TimeProvider.System));
        Assert.Contains("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2627, true, true)]
    [InlineData(2601, true, true)]
    [InlineData(547, true, true)]
    [InlineData(208, false, true)]
    [InlineData(2628, false, true)]
    [InlineData(1205, false, false)]
    [InlineData(-2, false, false)]
    [InlineData(0, false, false)]
    [InlineData(40613, false, false)]
    [InlineData(3906, false, false)]
    [InlineData(9002, false, false)]
    public void Only_what_no_repetition_mends_is_final(int number, bool conflict, bool final) =>
        Assert.Equal((conflict, final), (SqlServerErrors.IsConflict(number), SqlServerErrors.IsFinal(number)));
}
