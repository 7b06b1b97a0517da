using System.Diagnostics.Metrics;
using Loyalty.Contracts;

namespace Loyalty.Journal.Tests;

public sealed class LoyaltyStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Theory]
    [InlineData("mysql", "'mysql'")]
    [InlineData("", "''")]
    public async Task A_provider_that_is_not_there_is_refused_by_the_setting(string provider, string reason)
    {
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(() => LoyaltyStore.OpenAsync(provider, "x", TimeProvider.System));
        Assert.Contains("Loyalty:Journal:Provider", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_meter_tells_what_the_writer_does()
    {
        var counted = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == LoyaltyStore.MeterName)
                l.EnableMeasurementEvents(instrument);
        };
        void Count(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var name = tags.IsEmpty ? instrument.Name : $"{instrument.Name} {tags[0].Value}";
            lock (counted)
                counted[name] = counted.GetValueOrDefault(name) + value;
        }

        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Count(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Count(instrument, value, tags));
        listener.Start();

        await using var store = await LoyaltyStore.OpenAsync("sqlite", _folder.ConnectionString, TimeProvider.System);
        await store.Journal.AppendAsync(Samples.Append(Samples.Member(1), 0, Samples.Enrolled("k"), Samples.Moved()));
        await store.Journal.AppendAsync(Samples.Append(Samples.Member(1), 0, Samples.Enrolled()));
        await store.Journal.AppendAsync(Samples.Append(Samples.Member(2), 0, Samples.Enrolled("k")));
        listener.RecordObservableInstruments();

        // Other tests write at the same time, and the meter is one for all.
        lock (counted)
        {
            Assert.True(counted["loyalty.journal.appends appended"] >= 1);
            Assert.True(counted["loyalty.journal.appends version-conflict"] >= 1);
            Assert.True(counted["loyalty.journal.appends key-taken"] >= 1);
            Assert.True(counted["loyalty.journal.batch.rows"] >= 4);
            Assert.True(counted["loyalty.journal.commit.duration"] > 0);
            Assert.True(counted["loyalty.journal.queue.depth"] >= 0);
        }
    }
}
