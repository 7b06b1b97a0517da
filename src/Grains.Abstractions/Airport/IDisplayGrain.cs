namespace Loyalty.Grains;

/// <summary>The displays of one place; keyed as <see cref="GrainFactoryExtensions.Display"/> writes it.</summary>
/// <exception cref="JournalUnavailableException">The store cannot be reached.</exception>
[Alias("loyalty.display")]
public interface IDisplayGrain : IGrainWithStringKey
{
    /// <summary>Recognitions that are still valid, oldest first; the last ones where there are more than a display shows.</summary>
    Task<IReadOnlyList<Recognition>> GetRecognitions();
}
