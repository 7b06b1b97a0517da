using System.Globalization;
using Loyalty.Grains;
using Orleans.Placement;

namespace Loyalty.Silo;

/// <summary>
/// The activation of a share of the sweep: gives the plain sweep its turns, and keeps the day it has swept through as grain state.
/// It stays live, because the sweep counts the imports that are under way.
/// </summary>
[GrainType("expiry-sweep")]
[RandomPlacement]
[KeepAlive]
internal sealed class OrleansExpirySweepGrain : Grain, IOrleansExpirySweepGrain, IRemindable
{
    /// <summary>How often the reminder comes. Nothing waits for it: every read is right without, and silos sweep when the day turns.</summary>
    public static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(5);

    private const string Reminder = "sweep";

    private readonly ExpirySweep _sweep;
    private readonly ILogger<ExpirySweep> _log;
    private readonly int? _share;

    public OrleansExpirySweepGrain(
        [PersistentState("sweep")] IPersistentState<SweepState> state,
        IJournal journal,
        IEngineFacts facts,
        IGrains grains,
        ProgrammeClock clock,
        ILogger<ExpirySweep> log)
    {
        var key = this.GetPrimaryKeyString();
        _share = key == IOrleansExpirySweepGrain.Imports ? null : int.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture);
        _log = log;
        _sweep = _share is { } number
            ? new ExpirySweep(
                journal, new SweepFacts(state, facts), grains, clock, log, new DueShare(number, IOrleansExpirySweepGrain.Shares))
            : new ExpirySweep(journal, facts, grains, clock, log);
    }

    public async Task Arm()
    {
        if (await this.GetReminder(Reminder) is not null)
            return;
        // Spread over the period, so that not all come at once.
        var first = TimeSpan.FromMinutes(1) + ((RemindEvery - TimeSpan.FromMinutes(1)) * (_share ?? 0) / IOrleansExpirySweepGrain.Shares);
        await this.RegisterOrUpdateReminder(Reminder, first, RemindEvery);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // As a call of its own: a reminder that is not done soon counts as failed.
        this.AsReference<IOrleansExpirySweepGrain>().Sweep(everyone: false).ContinueWith(
            sweep => _log.LogWarning(sweep.Exception!.GetBaseException(), "A share of the sweep is put off"),
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default).Ignore();
        return Task.CompletedTask;
    }

    public Task Sweep(bool everyone) => _share is null ? _sweep.ResumeImportAsync() : _sweep.SweepAsync(everyone);

    public Task Step(DateOnly after) => _sweep.StepAsync(after);

    public Task<long> BeginImport() => _sweep.BeginImportAsync();

    public Task CompleteImport(long sequenceBefore) => _sweep.CompleteImportAsync(sequenceBefore);
}
