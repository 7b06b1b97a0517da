namespace Loyalty.Deploy.Tests;

/// <summary>What Orleans' provider asks of the reminders scripts, on each database.</summary>
public abstract class RemindersContract
{
    private static readonly DateTime Start = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    [ContractFact]
    public async Task A_reminder_is_set_changed_and_deleted_under_its_version()
    {
        var database = await NewDatabaseAsync();
        Assert.Equal(0, await database.ValueAsync("UpsertReminderRowKey", Reminder("a", 5)));
        Assert.Equal(1, await database.ValueAsync("UpsertReminderRowKey", Reminder("a", 6, period: 3_000_000_000L)));
        var row = Assert.Single(await database.AskAsync("ReadReminderRowKey", Reminder("a")));
        Assert.Equal(
            ("a", "due", Start, 3_000_000_000L, 1),
            ((string?)row["GrainId"], (string?)row["ReminderName"], (DateTime?)row["StartTime"], (long?)row["Period"], (int?)row["Version"]));
        Assert.Single(await database.AskAsync("ReadReminderRowsKey", Reminder("a")));
        Assert.Equal(0, await database.ValueAsync("DeleteReminderRowKey", Reminder("a", version: 0)));
        Assert.Equal(1, await database.ValueAsync("DeleteReminderRowKey", Reminder("a", version: 1)));
        Assert.Empty(await database.AskAsync("ReadReminderRowKey", Reminder("a")));
    }

    [ContractFact]
    public async Task A_range_has_its_end_and_not_its_begin_also_over_the_seam_of_the_ring()
    {
        var database = await NewDatabaseAsync();
        foreach (var hash in new[] { int.MinValue, -10, 0, 10, int.MaxValue })
            await database.AskAsync("UpsertReminderRowKey", Reminder($"{hash}", hash));
        Assert.Equal(["0", "10"], await RangeAsync(database, "ReadRangeRows1Key", -10, 10));
        Assert.Equal(["-10", "-2147483648", "2147483647"], await RangeAsync(database, "ReadRangeRows2Key", 10, -10));
        Assert.Equal(5, (await RangeAsync(database, "ReadRangeRows2Key", 0, 0)).Count);
        await database.AskAsync("DeleteReminderRowsKey", Reminder("any"));
        Assert.Empty(await RangeAsync(database, "ReadRangeRows2Key", 0, 0));
    }

    private static async Task<List<string>> RangeAsync(OrleansDatabase database, string key, int begin, int end) =>
        [.. (await database.AskAsync(key, new Dictionary<string, object?> { ["ServiceId"] = "loyalty", ["BeginHash"] = begin, ["EndHash"] = end }))
            .Select(row => (string)row["GrainId"]!).Order(StringComparer.Ordinal)];

    private static Dictionary<string, object?> Reminder(string grain, int hash = 0, object? period = null, int version = 0) => new(StringComparer.Ordinal)
    {
        ["ServiceId"] = "loyalty",
        ["GrainId"] = grain,
        ["ReminderName"] = "due",
        ["StartTime"] = Start,
        ["Period"] = period ?? 60_000,
        ["GrainHash"] = hash,
        ["Version"] = version,
    };

    /// <summary>A database of its own, with the tables.</summary>
    private protected abstract Task<OrleansDatabase> NewDatabaseAsync();
}
