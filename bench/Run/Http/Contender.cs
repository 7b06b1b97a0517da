namespace Loyalty.Bench;

/// <summary>One of those that are compared.</summary>
/// <param name="Name">For <c>--only</c> and the host's <c>--contender</c>.</param>
/// <param name="Title">In tables and plots.</param>
/// <param name="OnPostgres">Its store is a database of the run's PostgreSQL, whose processor time counts as its own.</param>
/// <param name="Beside">The program is that of the other commit, which <c>--beside</c> names.</param>
/// <param name="Label">Tells its store from those of the same contender under other settings; empty for those it comes with.</param>
internal sealed record Contender(string Name, string Title, bool OnPostgres, bool Beside = false, string Label = "")
{
    private IReadOnlyList<string> _settings = [];

    public static readonly Contender Postgres = new("postgres", "Loyalty on PostgreSQL", OnPostgres: true);
    public static readonly Contender Sqlite = new("sqlite", "Loyalty on SQLite", OnPostgres: false);
    public static readonly Contender Crud = new("crud", "CRUD on PostgreSQL", OnPostgres: true);
    public static readonly Contender Memory = new("memory", "Floor: memory, not durable", OnPostgres: false);
    public static readonly Contender Frames = new("frames", "Limit: framed file", OnPostgres: false);

    public static IReadOnlyList<Contender> All { get; } = [Postgres, Sqlite, Crud, Memory, Frames];

    /// <summary>The engine on both journals.</summary>
    public static IReadOnlyList<Contender> Engines { get; } = [Postgres, Sqlite];

    /// <summary>The same as another commit has it.</summary>
    public Contender OfOtherCommit() => this with { Title = Title + ", other commit", Beside = true };

    /// <summary>The same under settings of its own.</summary>
    public Contender With(string label, params string[] settings) => this with { Label = label, _settings = settings };

    /// <summary>The store that <c>--data</c> or the journal's connection string names.</summary>
    public async Task<string> MakeStoreAsync(Database database, string folder) => Name switch
    {
        "sqlite" => $"Data Source={Path.Combine(folder, $"{Name}{(Beside ? "-beside" : "")}{Label}.db")}",
        "memory" => "memory",
        "frames" => Path.Combine(folder, "loyalty.frames"),
        _ => await database.NewDatabaseAsync(),
    };

    /// <summary>What the host is started with to stand on a store.</summary>
    public IReadOnlyList<string> HostArguments(string store) => Name is "postgres" or "sqlite"
        ?
        [
            $"--Loyalty:Journal:Provider={Name}",
            $"--Loyalty:Journal:ConnectionString={store}",
            .. _settings,
        ]
        : ["--data", store];
}
