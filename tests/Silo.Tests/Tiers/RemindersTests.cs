using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Reminders;

namespace Loyalty.Silo.Tests;

public class RemindersTests
{
    private const string Reminders = "SELECT count(*) FROM OrleansRemindersTable";
    private const string Shares = "SELECT count(*) FROM OrleansStorage";

    private readonly TestClock _clock = new(BuiltInProgramme.Value.StartOf(new DateOnly(2026, 1, 10)).AddHours(12));
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly RecordingHub _hub = new();

    [PostgresFact]
    public async Task Reminders_alone_bring_what_is_due_also_after_all_silos_were_gone()
    {
        var connection = await ClusterDatabase.NewAsync();
        var member = MemberId.Of("MEMBER1");
        await using (var before = await StartAsync(connection))
        {
            var account = before.Get<IGrainFactory>(0).LoyaltyAccount(member);
            await account.Enrol(new EnrolMember("app", new Profile("Ada", "Lovelace"), null));
            await account.RecordPurchase(HostUnderTest.Francs("t1", 2600));
            await Eventually.IsTrue(async () => await CountAsync(connection, Reminders) == SweepShares.InCluster + 1, "all have a reminder");
            await RemindedAsync(connection, () => CountAsync(connection, Shares), SweepShares.InCluster);
        }

        _clock.TryMoveTo(BuiltInProgramme.Value.StartOf(new DateOnly(2027, 2, 11)));
        await using var after = await StartAsync(connection);
        await RemindedAsync(connection, () => Task.FromResult((long)_hub.Of(member).Count), 5);

        Assert.Equal(
            [ChangeKind.Enrolled, ChangeKind.TierUpgraded, ChangeKind.TierAtRisk, ChangeKind.TierDropped, ChangeKind.TierAtRisk],
            _hub.Of(member).Select(change => change.Kind));
    }

    private Task<InProcessCluster> StartAsync(string connection) => InProcessCluster.StartAsync(
        connection,
        silos: 2,
        services => services
            .AddSingleton<IHubPublisher>(_hub)
            .AddSingleton(new ProgrammeClock(BuiltInProgramme.Value, _clock))
            .AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, _time));

    private Task RemindedAsync(string connection, Func<Task<long>> reached, long wanted) => Eventually.IsTrue(
        async () =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            return await reached() >= wanted;
        },
        $"{wanted} on {connection}");

    private static async Task<long> CountAsync(string connection, string sql) =>
        await (await PostgresServer.SharedAsync()).ExecuteAsync(connection[(connection.LastIndexOf('=') + 1)..], sql);
}
