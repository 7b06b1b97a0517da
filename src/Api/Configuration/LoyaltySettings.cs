using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Api;

/// <summary>Where the journal is kept.</summary>
public enum JournalProvider
{
    Sqlite,
    Postgres,
    SqlServer,
}

/// <summary>Who may call.</summary>
public enum AuthMode
{
    /// <summary>Everybody on this machine: loopback addresses only.</summary>
    Open,

    /// <summary>Callers with a key or a token, each what it is allowed.</summary>
    Keys,
}

/// <summary>Whether every account is checked before the host serves.</summary>
public enum AuditAtStart
{
    /// <summary>No check.</summary>
    Off,

    /// <summary>Differences are logged; the host serves all the same.</summary>
    Report,

    /// <summary>A difference refuses the start; set by <c>--audit</c>.</summary>
    Refuse,
}

/// <summary>The configuration section <c>Loyalty</c>, checked.</summary>
/// <param name="ProgrammePath">Path of <c>programme.json</c>, or null for the built-in programme.</param>
/// <param name="RatesPath">Path of a file of exchange rates that is loaded at the start, or null.</param>
/// <param name="Demo">An invented airline on a file of its own; set by <c>--demo</c>.</param>
/// <param name="TestClock">Where the test clock stands at the start, or null for the system's clock.</param>
public sealed record LoyaltySettings(
    string? ProgrammePath,
    string? RatesPath,
    JournalProvider JournalProvider,
    string JournalConnectionString,
    DateTimeOffset? TestClock,
    AuthMode AuthMode,
    bool Demo)
{
    /// <summary>A SQLite file under the folder the host is started from.</summary>
    public const string DefaultConnectionString = "Data Source=data/loyalty.db";

    /// <summary>The latest year a test clock may show: dates are reckoned decades ahead, and none of them may leave the calendar.</summary>
    public const int MaxClockYear = 9000;

    /// <summary>The first one: a window reaches back from the clock, and no purchase is older than <see cref="Posting.EarliestDate"/>.</summary>
    public static readonly int MinClockYear = Posting.EarliestDate.Year;

    /// <summary>The demo's file: beside the real ledger's default, so that neither is taken for the other.</summary>
    public const string DemoConnectionString = "Data Source=data/demo.db";

    /// <summary>The clock can be moved by hand: one for tests, or the demo's, which runs besides.</summary>
    public bool IsClockMovable => TestClock is not null || Demo;

    /// <summary>The self-check at the start; off by default.</summary>
    public AuditAtStart AuditAtStart { get; init; }

    /// <summary><c>Loyalty:Journal:AcceptLoss</c>: open a SQLite journal although changes that were answered are missing from it.</summary>
    public bool AcceptLoss { get; init; }

    /// <summary>An activation of a programme version needs a rehearsal; off by default in Development alone.</summary>
    public bool RequireRehearsal { get; init; }

    /// <summary>Where people sign in; null: they bring keys and tokens.</summary>
    public SignInSettings? SignIn { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartRefusedException">One is not valid.</exception>
    public static LoyaltySettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        SettingKeys.RequireKnown(configuration);
        var provider = Provider(Value(configuration, "Journal:Provider"));
        var connection = Value(configuration, "Journal:ConnectionString");
        var demo = string.Equals(Value(configuration, "Demo"), "true", StringComparison.OrdinalIgnoreCase);
        if (demo && (provider != JournalProvider.Sqlite || connection is not null))
            throw NotValid("Demo", "starts on a fresh file of its own; a journal cannot be configured with it");
        if (connection is null && provider != JournalProvider.Sqlite)
            throw NotValid("Journal:ConnectionString", "is needed for this provider");
        var mode = Auth(Value(configuration, "Auth:Mode"), environment);
        return new LoyaltySettings(
            Value(configuration, "Programme"),
            Value(configuration, "Rates"),
            provider,
            connection ?? (demo ? DemoConnectionString : DefaultConnectionString),
            Clock(Value(configuration, "TestClock"), environment),
            mode,
            demo)
        {
            SignIn = SignInSettings.Read(configuration, mode),
            AuditAtStart = Audit(Value(configuration, "Audit:AtStart")),
            AcceptLoss = Flag(Value(configuration, "Journal:AcceptLoss"), "Journal:AcceptLoss"),
            RequireRehearsal = Value(configuration, "Versions:RequireRehearsal") switch
            {
                null => !environment.IsDevelopment(),
                "true" => true,
                "false" => false,
                var other => throw NotValid("Versions:RequireRehearsal", $"is '{other}'; true or false are allowed"),
            },
        };
    }

    private static string? Value(IConfiguration configuration, string key) =>
        configuration["Loyalty:" + key] is { Length: > 0 } value ? value : null;

    private static JournalProvider Provider(string? value) => value switch
    {
        null or "sqlite" => JournalProvider.Sqlite,
        "postgres" => JournalProvider.Postgres,
        "sqlserver" => JournalProvider.SqlServer,
        _ => throw NotValid("Journal:Provider", $"is '{value}'; sqlite, postgres or sqlserver are allowed"),
    };

    private static AuditAtStart Audit(string? value) => value switch
    {
        null or "off" => AuditAtStart.Off,
        "report" => AuditAtStart.Report,
        "refuse" => AuditAtStart.Refuse,
        _ => throw NotValid("Audit:AtStart", $"is '{value}'; off, report or refuse are allowed"),
    };

    private static bool Flag(string? value, string key) => value switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw NotValid(key, $"is '{value}'; true or false are allowed"),
    };

    private static AuthMode Auth(string? value, IHostEnvironment environment) => value switch
    {
        null => environment.IsDevelopment() ? AuthMode.Open : AuthMode.Keys,
        "open" => AuthMode.Open,
        "keys" => AuthMode.Keys,
        _ => throw NotValid("Auth:Mode", $"is '{value}'; open or keys are allowed"),
    };

    private static DateTimeOffset? Clock(string? value, IHostEnvironment environment)
    {
        if (value is null)
            return null;
        if (!environment.IsDevelopment())
            throw NotValid("TestClock", $"is set, but the environment is {environment.EnvironmentName}; a test clock is only for Development");
        return Instants.TryRead(value, out var instant) && instant.Year >= MinClockYear && instant.Year <= MaxClockYear
            ? instant.ToUniversalTime()
            : throw NotValid("TestClock", string.Create(CultureInfo.InvariantCulture, $"is '{value}'; an instant such as 2026-11-21T10:15:04Z is needed"));
    }

    internal static StartRefusedException NotValid(string key, string what) => new($"Loyalty:{key} {what}.");
}
