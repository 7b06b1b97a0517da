using System.Globalization;
using Loyalty.Contracts;
using Loyalty.Grains;
using Loyalty.Journal;

// The process that SqliteCrashTests kills: it appends without end and tells every append that was answered.
var (connectionString, offset) = (args[0], long.Parse(args[1], CultureInfo.InvariantCulture));
await using var store = await LoyaltyStore.OpenAsync(
    "sqlite", connectionString, TimeProvider.System, limits: JournalLimits.Default with { IndexRunRows = 300, IndexChunkRows = 100, LogPages = 32 });
using var answers = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
await Task.WhenAll(Enumerable.Range(0, 32).Select(producer => Task.Run(async () =>
{
    var member = Samples.Member(offset + producer);
    for (var version = 0L; ; version++)
    {
        var append = version == 0
            ? Samples.Append(member, 0, Samples.Enrolled()) with { Person = Samples.Person(member) }
            : Samples.Purchase(member, version);
        if (await store.Journal.AppendAsync(append) != AppendOutcome.Appended)
            throw new InvalidOperationException("An append of its own was refused.");
        lock (answers)
            answers.WriteLine($"{member} {version + 1}");
    }
})));
