using System.Globalization;
using System.Net;
using Loyalty.Api;
using Loyalty.Journal;
using Npgsql;

namespace Loyalty.Silo;

/// <summary>The configuration section <c>Loyalty:Cluster</c>, checked.</summary>
/// <param name="ClusterId">Silos of one id on one database are one cluster; <c>loyalty</c> by default.</param>
/// <param name="Address">Where other silos reach this one. By default loopback where everybody may call, else the machine's address.</param>
/// <param name="Port">The port for other silos; 11111 by default. To be open to them alone.</param>
/// <param name="ConnectionString">Of the database with Orleans' tables; the journal's by default.</param>
/// <param name="Invariant">Orleans' name for the driver.</param>
/// <param name="ReadinessOff">How long callers are still served after a stop was asked for and readiness is off; 5 seconds by default.</param>
public sealed record ClusterSettings(
    string ClusterId, IPAddress? Address, int Port, string ConnectionString, string Invariant, TimeSpan ReadinessOff)
{
    /// <summary>TLS between silos; null by default, for a network of their own.</summary>
    internal SiloTls? Tls { get; private init; }

    /// <summary>Where the settings stand. A silo is in a cluster exactly when one of them is set.</summary>
    public const string Section = "Loyalty:Cluster";

    /// <summary>Stands for the application in Orleans' tables. Reminders and grain state go by it, so it never changes.</summary>
    public const string ServiceId = "loyalty";

    /// <summary>The longest time that a stop may leave to load balancers, in seconds.</summary>
    private const int MaxReadinessOff = 120;

    private const int MaxIdLength = 150;

    /// <summary>Reads the settings.</summary>
    /// <returns>Null where none is set: the silo is alone.</returns>
    /// <exception cref="StartRefusedException">One is not valid, or one of the engine's does not go with a cluster.</exception>
    public static ClusterSettings? Read(IConfiguration configuration, LoyaltySettings settings)
    {
        var cluster = configuration.GetSection(Section);
        if (!cluster.GetChildren().Any())
            return null;
        if (settings.Demo)
            throw new StartRefusedException($"Loyalty:Demo is for a silo that is alone, but {Section} is set.");
        if (settings.TestClock is not null)
            throw new StartRefusedException($"Loyalty:TestClock is for a silo that is alone, but {Section} is set and each silo would have a clock of its own.");
        return new ClusterSettings(
            Id(cluster["Id"]),
            Advertised(cluster["Address"], settings),
            Number(cluster["Port"], "Port", 11111, 1, IPEndPoint.MaxPort),
            Database(cluster["ConnectionString"], settings),
            InvariantOf(settings.JournalProvider),
            TimeSpan.FromSeconds(Number(cluster["ReadinessOffSeconds"], "ReadinessOffSeconds", 5, 0, MaxReadinessOff)))
        {
            Tls = SiloTls.Read(cluster),
        };
    }

    private static string InvariantOf(JournalProvider provider) => provider switch
    {
        JournalProvider.Postgres => "Npgsql",
        JournalProvider.SqlServer => "Microsoft.Data.SqlClient",
        _ => throw new StartRefusedException(
            $"Loyalty:Journal:Provider is sqlite, a file that one process owns, but {Section} is set; a cluster needs postgres or sqlserver."),
    };

    // Orleans makes its connections of the text itself, and the driver's metrics bear it: never with the password, whatever it asks for.
    private static string Database(string? own, LoyaltySettings settings) => settings.JournalProvider == JournalProvider.Postgres
        ? new NpgsqlConnectionStringBuilder(Configured(own, settings)) { PersistSecurityInfo = false }.ConnectionString
        : Configured(own, settings);

    private static string Configured(string? own, LoyaltySettings settings)
    {
        if (own is null or "")
            return settings.JournalConnectionString;
        try
        {
            if (settings.JournalProvider == JournalProvider.SqlServer)
                SqlServerSettings.Check(own, $"{Section}:ConnectionString");
            return own;
        }
        catch (JournalRefusedException refused)
        {
            throw new StartRefusedException(refused.Message);
        }
    }

    private static string Id(string? value) => value switch
    {
        null or "" => "loyalty",
        { Length: <= MaxIdLength } => value,
        _ => throw NotValid("Id", $"is longer than {MaxIdLength} characters"),
    };

    private static IPAddress? Advertised(string? value, LoyaltySettings settings)
    {
        if (value is null or "")
            return settings.AuthMode == AuthMode.Open ? IPAddress.Loopback : null;
        return IPAddress.TryParse(value, out var address) ? address : throw NotValid("Address", $"is '{value}'; an address such as 10.0.0.7 is needed");
    }

    private static int Number(string? value, string key, int standard, int least, int most)
    {
        if (value is null or "")
            return standard;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw NotValid(key, $"is '{value}'; a whole number from {least} to {most} is needed");
    }

    private static StartRefusedException NotValid(string key, string what) => new($"Loyalty:Cluster:{key} {what}.");
}
