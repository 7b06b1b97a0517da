using System.Diagnostics.Metrics;
using System.Globalization;
using Loyalty.Domain;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Runtime;

namespace Loyalty.Grains;

/// <summary>
/// One share of the sweep. It may run late, twice or not at all: every read advances its account all the same. A member whose account
/// cannot be read is named in the log and passed over, so that one damaged row holds nobody else up.
/// </summary>
/// <remarks>It stays live, because the one of imports counts those that are under way.</remarks>
[GrainType("expiry-sweep")]
[RandomPlacement]
[KeepAlive]
public sealed class ExpirySweepGrain(
    [PersistentState(SweepState.Name, SweepState.Storage)] IPersistentState<SweepState> state,
    SweepShares shares,
    IJournal journal,
    IEngineFacts facts,
    IGrainFactory grains,
    ProgrammeClock clock,
    ILogger<ExpirySweep> log) : Grain, IExpirySweepGrain, IRemindable
{
    /// <summary>Members visited from one page of the journal.</summary>
    public const int PageSize = 1000;

    /// <summary>Members visited at once.</summary>
    public const int MaxConcurrency = 64;

    /// <summary>The fact that says which day one silo alone has swept last.</summary>
    public const string SweptThrough = "swept-through";

    /// <summary>How often the reminder comes. Nothing waits for it: every read is right without, and silos sweep when the day turns.</summary>
    public static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(5);

    private const string Reminder = "sweep";

    private const string ImportedAfter = "imported-after";

    private static readonly Counter<long> PassedOver =
        new Meter("Loyalty.Sweep").CreateCounter<long>("loyalty.sweep.passed_over", "{member}", "Members that a sweep could not bring to the day");

    private int _imports;

    // An earlier import was not completed: the note is older than those under way.
    private bool _importLeft;

    private bool IsOfImports => this.GetPrimaryKeyString() == IExpirySweepGrain.Imports;

    private int Share => int.Parse(this.GetPrimaryKeyString(), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public async Task Arm()
    {
        if (await this.GetReminder(Reminder) is not null)
            return;
        // Spread over the period, so that not all come at once.
        var first = TimeSpan.FromMinutes(1) + ((RemindEvery - TimeSpan.FromMinutes(1)) * (IsOfImports ? 0 : Share) / shares.Shares);
        await this.RegisterOrUpdateReminder(Reminder, first, RemindEvery);
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // As a call of its own: a reminder that is not done soon counts as failed.
        this.AsReference<IExpirySweepGrain>().Sweep(everyone: false).ContinueWith(
            sweep => log.LogWarning(sweep.Exception!.GetBaseException(), "A share of the sweep is put off"),
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default).Ignore();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task Sweep(bool everyone)
    {
        if (IsOfImports)
        {
            await CompleteInterruptedImportAsync();
            return;
        }

        var today = clock.Today;
        var swept = await SweptThroughAsync();
        if (swept >= today && !everyone)
            return;
        await VisitAsync(everyone ? Due(DateOnly.MinValue, DateOnly.MaxValue) : Due(swept, today));
        state.State.SweptThrough = today.ToString("O", CultureInfo.InvariantCulture);
        await state.WriteStateAsync();
    }

    /// <inheritdoc/>
    public Task Step(DateOnly after) => VisitAsync(Due(after, clock.Today));

    /// <inheritdoc/>
    public async Task<long> BeginImport()
    {
        var sequence = await journal.LastSequenceAsync();
        var earlier = await facts.ReadAsync(ImportedAfter);
        if (string.IsNullOrEmpty(earlier))
            await facts.WriteAsync(ImportedAfter, sequence.ToString(CultureInfo.InvariantCulture));
        else if (_imports == 0)
            _importLeft = true;
        _imports++;
        return sequence;
    }

    /// <inheritdoc/>
    public async Task CompleteImport(long sequenceBefore)
    {
        try
        {
            _imports--;
            await VisitAsync(Due(DateOnly.MinValue, clock.Today, sequenceBefore));
            if (_imports > 0)
                return;
            if (_importLeft)
                await CompleteInterruptedImportAsync();
            else
                await facts.WriteAsync(ImportedAfter, "");
        }
        catch
        {
            // The note stays: the last import to end, or the next sweep, visits all since then.
            _importLeft = true;
            throw;
        }
    }

    private async Task CompleteInterruptedImportAsync()
    {
        if (_imports > 0 || await facts.ReadAsync(ImportedAfter) is not { Length: > 0 } noted)
            return;
        await VisitAsync(Due(DateOnly.MinValue, clock.Today, long.Parse(noted, CultureInfo.InvariantCulture)));
        await facts.WriteAsync(ImportedAfter, "");
        _importLeft = false;
    }

    // A ledger that one silo alone has swept until now is swept on from there.
    private async Task<DateOnly> SweptThroughAsync() => (state.State.SweptThrough ?? await facts.ReadAsync(SweptThrough)) is { Length: > 0 } day
        ? DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture)
        : DateOnly.MinValue;

    private DueQuery Due(DateOnly after, DateOnly upTo, long afterSequence = 0) => new(after, upTo, afterSequence, null, PageSize)
    {
        Share = IsOfImports ? DueShare.All : new DueShare(Share, shares.Shares),
    };

    private async Task VisitAsync(DueQuery query)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency };
        DuePage page;
        do
        {
            page = await journal.ReadDueAsync(query);
            await Parallel.ForEachAsync(page.Members, options, async (member, _) => await VisitAsync(member));
            query = query with { Cursor = page.Next };
        }
        while (page.Next is not null);
    }

    private async Task VisitAsync(MemberId member)
    {
        try
        {
            await grains.LoyaltyAccount(member).Visit();
        }
        catch (Exception fault) when (fault is not (EngineBusyException or JournalUnavailableException or OperationCanceledException))
        {
            log.LogError(
                fault,
                "Member {Member} is passed over by the sweep, version {Version}: the account cannot be brought to {Day:O}",
                member, (fault as JournalDamagedException)?.Version, clock.Today);
            PassedOver.Add(1);
        }
    }
}
