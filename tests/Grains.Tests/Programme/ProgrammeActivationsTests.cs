using Loyalty.Contracts;
using Loyalty.Domain;
using Microsoft.Extensions.Time.Testing;

namespace Loyalty.Grains.Tests;

public sealed class ProgrammeActivationsTests
{
    [Fact]
    public async Task A_new_ledger_takes_any_programme_from_ever_and_another_until_something_is_written()
    {
        await using var host = await SiloHost.StartAsync();
        var one = new Activating(host, Like());
        Assert.Null((await one.Activations.AdoptAsync(Like())).Value);
        Assert.Null((await one.Activations.AdoptAsync(Like())).Value);
        Assert.Equal(1, (await one.Activations.AdoptAsync(Like(silver: 1200))).Value!.Number);
        Assert.Equal((1, 120_000L), (one.Book.All.Count, one.Book.Current.On(Today(host)).Programme.Tiers[1].Threshold));
    }

    [Fact]
    public async Task A_changed_file_is_an_activation_for_the_next_free_day()
    {
        await using var host = await SiloHost.StartAsync();
        var one = new Activating(host, Like());
        await one.Activations.AdoptAsync(Like());
        await host.EnrolAsync("MEMBER1");
        var first = (await one.Activations.AdoptAsync(Like(silver: 1200))).Value!;
        Assert.Equal((2, Today(host).AddDays(1), "engine"), (first.Number, first.EffectiveFrom, first.By));
        Assert.Null((await one.Activations.AdoptAsync(Like(silver: 1200))).Value);
        Assert.Equal(Today(host).AddDays(2), (await one.Activations.AdoptAsync(Like(silver: 1300))).Value!.EffectiveFrom);
        Assert.Equal(100_000, one.Book.Current.On(Today(host)).Programme.Tiers[1].Threshold);

        // Another process reads the same.
        var two = new Activating(host, Like());
        await two.Activations.RefreshAsync();
        Assert.Equal(one.Book.All.Select(v => v.Hash), two.Book.All.Select(v => v.Hash));
    }

    [Fact]
    public async Task What_an_engine_before_versions_remembered_holds_from_ever()
    {
        await using var host = await SiloHost.StartAsync();
        await host.EnrolAsync("MEMBER1");
        await host.Store.Facts.WriteAsync("programme", ProgrammeFile.Write(Like(silver: 900)));
        var one = new Activating(host, Like());
        Assert.Equal(2, (await one.Activations.AdoptAsync(Like())).Value!.Number);
        Assert.Equal(90_000, one.Book.Current.On(Today(host)).Programme.Tiers[1].Threshold);
        Assert.Equal(100_000, one.Book.Current.On(Today(host).AddDays(1)).Programme.Tiers[1].Threshold);
    }

    [Theory]
    [InlineData("EUR", "Silver", "currency")]
    [InlineData("CHF", "Ruby", "tiers")]
    public async Task Another_meaning_of_what_is_written_is_refused(string currency, string second, string field)
    {
        await using var host = await SiloHost.StartAsync();
        var one = new Activating(host, Like());
        await one.Activations.AdoptAsync(Like());
        await host.EnrolAsync("MEMBER1");
        Assert.Equal(field, (await one.Activations.AdoptAsync(Like(currency, second))).Refusal?.Field);
    }

    [Fact]
    public async Task A_day_has_one_version_and_begins_in_ten_minutes_at_least()
    {
        await using var host = await SiloHost.StartAsync();
        var one = new Activating(host, Like());
        await one.Activations.AdoptAsync(Like());
        Task<Outcome<ActivatedVersion>> Activate(string id, DateOnly day, decimal silver = 1200) =>
            one.Activations.ActivateAsync(id, "draft", Like(silver: silver), day, null, "why", "ada");
        Assert.Equal("effective-date-not-valid", (await Activate("a", Today(host))).Refusal?.Code);
        Assert.Equal(2, (await Activate("a", Today(host).AddDays(5))).Value!.Number);
        Assert.True((await Activate("a", Today(host).AddDays(5))).IsRepeat);
        Assert.Equal("activation-id-reused", (await Activate("a", Today(host).AddDays(6))).Refusal?.Code);
        Assert.Equal("effective-date-not-valid", (await Activate("b", Today(host).AddDays(5))).Refusal?.Code);
        // A version may be activated for a day before that of a later number.
        Assert.Equal(3, (await Activate("c", Today(host).AddDays(3), 1300)).Value!.Number);
        Assert.Equal([1, 3, 2], one.Book.Current.ByDay.Select(v => v.Number));
    }

    [Fact]
    public async Task The_same_activation_at_two_processes_at_once_is_one()
    {
        await using var host = await SiloHost.StartAsync();
        Activating[] processes = [new(host, Like()), new(host, Like())];
        foreach (var process in processes)
            await process.Activations.AdoptAsync(Like());
        var outcomes = await Task.WhenAll(processes.SelectMany(process => Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            process.Activations.ActivateAsync("a", "draft", Like(silver: 1200), Today(host).AddDays(5), null, "why", "ada")))));
        Assert.All(outcomes, outcome => Assert.Equal(2, outcome.Value?.Number));
        Assert.Contains(outcomes, outcome => outcome.IsRepeat);
        Assert.All(processes, process => Assert.Equal(2, process.Book.All.Count));
    }

    [Fact]
    public async Task A_version_can_be_withdrawn_until_its_day_and_is_then_as_if_it_had_never_been()
    {
        await using var host = await SiloHost.StartAsync();
        var one = new Activating(host, Like());
        await one.Activations.AdoptAsync(Like());
        await one.Activations.ActivateAsync("a", "draft", Like(silver: 1200), Today(host).AddDays(1), null, "why", "ada");
        Assert.Null(await one.Activations.WithdrawAsync(2, "no", "ada"));
        Assert.Null(await one.Activations.WithdrawAsync(2, "no", "ada"));
        Assert.Single(one.Book.Current.ByDay);
        Assert.NotNull(one.Book.All[1].WithdrawnAt);
        Assert.Equal("version-in-force", (await one.Activations.WithdrawAsync(1, "no", "ada"))!.Code);
        Assert.Equal("unknown-version", (await one.Activations.WithdrawAsync(9, "no", "ada"))!.Code);
        // Its day is free again, its number is not.
        Assert.Equal(3, (await one.Activations.ActivateAsync("b", "draft", Like(silver: 1200), Today(host).AddDays(1), null, "why", "ada")).Value!.Number);
    }

    [Fact]
    public async Task Where_the_versions_could_not_be_read_for_five_minutes_before_a_midnight_nothing_is_recorded_until_they_are()
    {
        await using var host = await SiloHost.StartAsync();
        await host.EnrolAsync("MEMBER1");
        var time = new FakeTimeProvider(host.Programme.StartOf(Today(host).AddDays(1)).AddMinutes(-6));
        var clock = new ProgrammeClock(host.Programme, time);
        var one = new Activating(host, Like(), clock);
        await one.Activations.AdoptAsync(Like());
        var account = new LoyaltyAccountGrain(MemberId.Of("MEMBER1"), host.Context with { Clock = clock, Programmes = one.Book });

        // They are old, but were read when the day began.
        time.Advance(TimeSpan.FromMinutes(5.9));
        Assert.NotNull((await account.RecordPurchase(HostUnderTest.Francs("a", 100))).Value);
        time.Advance(TimeSpan.FromMinutes(0.2));
        await Assert.ThrowsAsync<EngineBusyException>(() => account.RecordPurchase(HostUnderTest.Francs("b", 100)));
        time.Advance(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<EngineBusyException>(() => account.RecordPurchase(HostUnderTest.Francs("b", 100)));
        Assert.NotNull((await account.GetStatus(new StatusQuery())).Value);

        await one.Activations.RefreshAsync();
        Assert.NotNull((await account.RecordPurchase(HostUnderTest.Francs("b", 100))).Value);
    }

    [Fact]
    public async Task A_rule_means_the_same_for_ever()
    {
        await using var host = await SiloHost.StartAsync();
        var one = new Activating(host, Like());
        await one.Activations.AdoptAsync(Like());
        Task<Outcome<ActivatedVersion>> Activate(string id, int days, decimal percent) => one.Activations.ActivateAsync(
            id, "draft", Like(earning: new EarningFile { Rules = [new EarningRuleFile { Id = "app", Effect = "bonus", Group = "tier", Percent = percent }] }),
            Today(host).AddDays(days), null, "why", "ada");
        Assert.Null((await Activate("a", 1, 5)).Refusal);
        // However it is written.
        Assert.Null((await Activate("b", 2, 5.00m)).Refusal);
        Assert.Equal("earning.rules[0].id", (await Activate("c", 3, 6)).Refusal?.Field);
    }

    [Fact]
    public async Task Drafts_and_rehearsals_are_forgotten_with_the_first_that_is_kept_after_90_days()
    {
        await using var host = await SiloHost.StartAsync();
        var documents = new ProgrammeDocuments(host.Store.Programmes);
        var now = host.Time.GetUtcNow();
        var rehearsal = new RehearsalDocument("re-1", "old", "hash", "onActivation", Today(host), "done", 1, 1, 1, now, now);
        await documents.KeepDraftAsync("old", Like(), now);
        await documents.KeepDraftAsync("young", Like(), now.AddDays(1));
        await documents.AddAsync(rehearsal);
        await documents.KeepRowsAsync("re-1", 0, "MEMBER1,gold,silver,,,0.00");
        await documents.KeepRowsAsync("re-1", 1, "MEMBER2,gold,silver,,,0.00");
        await documents.KeepDraftAsync("new", Like(), now + ProgrammeActivations.Kept);
        Assert.Equal((null, null, null), (await documents.RehearsalAsync("re-1"), await documents.RowsAsync("re-1", 0), await documents.RowsAsync("re-1", 1)));
        Assert.Null(await host.Store.Programmes.ReadAsync("programme-draft-old"));
        Assert.NotNull(await documents.DraftAsync("young", now));
        Assert.NotNull(await documents.DraftAsync("new", now));
    }

    private static DateOnly Today(SiloHost host) => host.Programme.DayOf(host.Time.GetUtcNow());

    private static Programme Like(string currency = "CHF", string second = "Silver", decimal silver = 1000, EarningFile? earning = null) => Programme.Create(
        "Test", currency, "Europe/Zurich", 12, 30, [new("Member", 0), new(second, silver), new("Gold", 2500)], earning).Value;

    private sealed class Activating
    {
        public Activating(SiloHost host, Programme file, ProgrammeClock? clock = null)
        {
            Book = new ProgrammeBook(file);
            Activations = new ProgrammeActivations(
                new ProgrammeDocuments(host.Store.Programmes), host.Journal, Book, clock ?? new ProgrammeClock(host.Programme, host.Time));
        }

        public ProgrammeBook Book { get; }

        public ProgrammeActivations Activations { get; }
    }
}
