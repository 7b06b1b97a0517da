namespace Loyalty.Grains;

/// <summary>
/// One share of the sweep, by number; and under <see cref="Imports"/> the one that keeps the note of imports. They may take long:
/// a call to them has as long as <see cref="AtMost"/>.
/// </summary>
[Alias("loyalty.sweep")]
public interface IExpirySweepGrain : IGrainWithStringKey
{
    /// <summary>Key of the one that keeps the note of imports.</summary>
    const string Imports = "imports";

    /// <summary>How long a share may take.</summary>
    const string AtMost = "01:00:00";

    /// <summary>Sees to it that there is a reminder.</summary>
    Task Arm();

    /// <summary>The share's part of <see cref="IExpirySweep.SweepAsync"/>; of the imports, the completion of one that was cut short.</summary>
    [ResponseTimeout(AtMost)]
    Task Sweep(bool everyone);

    /// <summary>The share's part of <see cref="IExpirySweep.StepAsync"/>.</summary>
    [ResponseTimeout(AtMost)]
    Task Step(DateOnly after);

    /// <inheritdoc cref="IExpirySweep.BeginImportAsync"/>
    Task<long> BeginImport();

    /// <inheritdoc cref="IExpirySweep.CompleteImportAsync"/>
    [ResponseTimeout(AtMost)]
    Task CompleteImport(long sequenceBefore);
}
