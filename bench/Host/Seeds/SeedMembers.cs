using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Bench;

/// <summary>
/// The members that are there before a run: enrolled a year ago, with purchases of 10 to 200 CHF on days of their own since. The
/// same numbers give the same members.
/// </summary>
internal sealed class SeedMembers(int members, int purchases)
{
    /// <summary>Appends under way at once while a journal is filled.</summary>
    private const int AtOnce = 2_000;

    private static readonly Programme Programme = BuiltInProgramme.Value;
    private readonly DateOnly _first = new ProgrammeClock(Programme, TimeProvider.System).Today.AddDays(-350);

    public int Members => members;

    /// <summary>The id of a member by number; as long as those that the engine issues.</summary>
    public static MemberId Id(int number) => MemberId.Of(string.Create(CultureInfo.InvariantCulture, $"BENCH{number:D7}"));

    /// <summary>The account of a member with all its events, decided as they would have been on their days.</summary>
    public (LoyaltyAccount Account, JournalAppend Append) Of(int number)
    {
        var chance = new Random(number);
        var account = new LoyaltyAccount(Id(number));
        var events = new List<AccountEvent>(purchases + 1);
        var (day, at) = (_first, Programme.StartOf(_first).AddHours(12));
        Take(AccountDecisions.Enrol("web", day));
        for (var i = 0; i < purchases; i++)
        {
            day = _first.AddDays((i + 1) * 340 / (purchases + 1));
            at = Programme.StartOf(day).AddHours(12);
            foreach (var change in AccountDecisions.Record(account, Purchase(number, i, chance), day, Programme, ExchangeRates.None).Value.Events)
                Take(change);
        }

        return (account, new JournalAppend(account.MemberId, 0, events, at, new Person(account.MemberId, new Profile("Ada", "Lovelace"), null)));

        void Take(AccountEvent change)
        {
            events.Add(change);
            account.Apply(change, at);
        }
    }

    /// <summary>Fills a journal.</summary>
    public async Task AppendAsync(IJournal journal)
    {
        foreach (var numbers in Enumerable.Range(0, members).Chunk(AtOnce))
        {
            var outcomes = await Task.WhenAll(numbers.Select(number => journal.AppendAsync(Of(number).Append)));
            if (outcomes.Any(outcome => outcome != AppendOutcome.Appended))
                throw new InvalidOperationException("The journal held something already.");
        }
    }

    private static Purchase Purchase(int member, int number, Random chance) => new(
        TransactionId.Parse(string.Create(CultureInfo.InvariantCulture, $"seed-{member}-{number}")).Value,
        PurchaseType.Flight,
        new Money(chance.Next(1_000, 20_000), Programme.Currency));
}
