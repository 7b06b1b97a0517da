namespace Loyalty.Contracts;

/// <summary>What a journal must do to be an engine's: all that every journal must, and the stores of everything else beside it.</summary>
public abstract partial class StoreContract : JournalContract
{
    /// <summary>The statement of <see cref="MakePersonsUnkeyedAsync"/>.</summary>
    protected const string UnkeyPersons =
        "UPDATE persons SET given_key = NULL, family_key = NULL, email_key = NULL, phone_key = NULL, search_ready = 0";

    /// <summary>Opens the journal of this test with its stores; again if it was closed.</summary>
    /// <param name="queuedWrites">Bound of the queue, or null for the usual one.</param>
    protected abstract Task<OpenStores> OpenAsync(int? queuedWrites = null);

    protected sealed override async Task<OpenJournal> OpenJournalAsync(int? queuedWrites = null) => await OpenAsync(queuedWrites);

    /// <summary>Makes the persons as an engine without a search has left them. The journal is closed.</summary>
    protected abstract Task MakePersonsUnkeyedAsync();
}
