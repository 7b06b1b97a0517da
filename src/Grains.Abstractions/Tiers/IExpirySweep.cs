namespace Loyalty.Grains;

/// <summary>Visits the accounts whose tier is due, so that risks, drops and their pushes happen with nobody asking.</summary>
public interface IExpirySweep
{
    /// <summary>Catches up on all days up to today that were not swept yet, days missed while the engine was down included.</summary>
    /// <param name="everyone">Visits all who hold a tier, whatever is due: for when the rules have changed.</param>
    Task SweepAsync(bool everyone = false, CancellationToken cancellation = default);

    /// <summary>Visits what is due on the days after one up to today, without remembering it: a step of a moved clock.</summary>
    Task StepAsync(DateOnly after, CancellationToken cancellation = default);

    /// <summary>Notes that a history import begins, so that one that is cut short is completed at the next start.</summary>
    /// <returns>The sequence to give to <see cref="CompleteImportAsync"/>.</returns>
    Task<long> BeginImportAsync();

    /// <summary>Advances every account that the import touched to today.</summary>
    Task CompleteImportAsync(long sequenceBefore, CancellationToken cancellation = default);
}
