using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Account states at a version, at most one an account. Losing them loses time, not truth.</summary>
public interface ISnapshotStore
{
    /// <summary>The snapshot of an account, or null; also null when it was written by another format.</summary>
    Task<AccountSnapshot?> LoadAsync(MemberId member);

    /// <summary>Keeps a snapshot in place of an older one; never in place of a newer one.</summary>
    Task SaveAsync(AccountSnapshot snapshot);
}

/// <summary>What is stored of an account, for its grain to become live.</summary>
/// <param name="Snapshot">Null where there is none that can be read.</param>
/// <param name="Events">Those after the snapshot, oldest first; without one, from the first. A full page may have more behind it.</param>
/// <param name="Person">Null where none is held.</param>
public sealed record StoredAccount(AccountSnapshot? Snapshot, IReadOnlyList<RecordedEvent> Events, Person? Person);

/// <summary>Accounts as they are stored. Most members are asleep: what waking one costs is what a purchase usually costs.</summary>
public interface IAccountStore
{
    /// <summary>Snapshot, events after it and person of a member, asked for together.</summary>
    /// <param name="limit">Events at most.</param>
    /// <exception cref="JournalDamagedException">Something of it cannot be read.</exception>
    /// <exception cref="JournalUnavailableException">It cannot be read now.</exception>
    Task<StoredAccount> LoadAsync(MemberId member, int limit);
}

/// <summary>A member's personal data, apart from the ledger.</summary>
/// <param name="EnrolmentFingerprint">Hash of the enrolment's content, to know its repetition.</param>
public sealed record Person(MemberId Member, Profile Profile, string? EnrolmentFingerprint)
{
    /// <summary>When the data was last given or changed; null for what an earlier engine has written.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Number of the profile's versions: 1 as enrolled, one more with each change.</summary>
    public long ProfileVersion { get; init; } = 1;

    /// <summary>What the member has said of being shown; null while they have said nothing.</summary>
    public Consent? Consent { get; init; }

    /// <summary>When the person was erased: nothing else is held then, and nothing is taken any more. Null for all others.</summary>
    public DateTimeOffset? ErasedAt { get; init; }
}

/// <summary>What a member agrees to.</summary>
/// <param name="DisplayRecognition">To be greeted on displays.</param>
/// <param name="At">Since when.</param>
public sealed record Consent(bool DisplayRecognition, DateTimeOffset At);

/// <summary>Personal data by member id.</summary>
public interface IPersonStore
{
    /// <summary>The person, or null when none is held.</summary>
    Task<Person?> FindAsync(MemberId member);

    /// <summary>Replaces a person's profile; durable when it answers. A person who is erased stays so.</summary>
    Task SaveAsync(Person person);

    /// <summary>Keeps what a member agrees to; durable when it answers. A person who is erased stays so.</summary>
    Task SaveConsentAsync(MemberId member, Consent consent);

    /// <summary>Members of whom a person is held, in the order of their ids, at most <paramref name="limit"/>.</summary>
    /// <param name="after">The last member of the page before, or null for the first page.</param>
    Task<IReadOnlyList<MemberId>> ReadHeldMembersAsync(MemberId? after, int limit);
}

/// <summary>The dated exchange rates.</summary>
public interface IRateStore
{
    /// <summary>All rates.</summary>
    Task<IReadOnlyList<(DateOnly Date, string Currency, decimal Rate)>> LoadAsync();

    /// <summary>Adds or replaces the rates of a day; durable when it answers.</summary>
    Task SaveAsync(DateOnly date, IReadOnlyDictionary<string, decimal> rates);
}

/// <summary>The few facts that the engine remembers about itself.</summary>
public interface IEngineFacts
{
    /// <summary>The value last kept under a name, or null.</summary>
    Task<string?> ReadAsync(string name);

    /// <summary>Keeps a value; durable when it answers.</summary>
    Task WriteAsync(string name, string value);
}

/// <summary>Where programme versions, drafts and rehearsals are kept, as documents under names of their own.</summary>
public interface IProgrammeStore
{
    /// <summary>The document kept under a name, or null.</summary>
    Task<string?> ReadAsync(string name);

    /// <summary>Keeps a document, in place of another; durable when it answers.</summary>
    Task WriteAsync(string name, string value);

    /// <summary>Keeps a value under a name that has none; durable when it answers.</summary>
    /// <returns>The value that stands: of many who try, one is the first.</returns>
    Task<string> AddAsync(string name, string value);

    /// <summary>Lets go of values.</summary>
    Task ForgetAsync(IReadOnlyList<string> names);
}
