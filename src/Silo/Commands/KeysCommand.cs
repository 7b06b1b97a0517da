using Loyalty.Api;
using System.Globalization;
using Loyalty.Grains;
using Loyalty.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Silo;

/// <summary>
/// <c>keys create | list | revoke</c>: keys without a host, on the database that the settings name. It is how the first key is made.
/// </summary>
public static class KeysCommand
{
    /// <summary>The word that begins the command line.</summary>
    public const string Name = "keys";

    private const string Usage =
        """
        keys create --name NAME --scopes SCOPE[,SCOPE...] [--expires INSTANT]   makes a key and prints it, for once
        keys list                                                             tells which keys there are
        keys revoke --id ID                                                   ends a key, within seconds also at a running host
        Settings are those of the host, such as --Loyalty:Journal:ConnectionString.
        """;

    /// <summary>Runs one command.</summary>
    /// <param name="args">The command line behind <see cref="Name"/>.</param>
    /// <returns>The exit code: 0 when it is done or help was asked for, 2 when nothing was.</returns>
    /// <exception cref="StartRefusedException">The settings are not valid, or the journal cannot be opened.</exception>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args.Any(arg => arg is "--help" or "-h" or "-?" or "help"))
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        // From the command line alone: any of the names could be a variable of the shell.
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        var settings = LoyaltySettings.Read(builder.Configuration, builder.Environment);
        if (args is not [("create" or "list" or "revoke") and var verb, ..])
            return await RefuseAsync(output, Usage);
        await using var store = await OpenAsync(settings);
        using var keys = new KeyRing(store.ApiKeys, new OpenAccess(TimeProvider.System, NullLogger<OpenAccess>.Instance), TimeProvider.System);
        await keys.LoadAsync();
        return verb switch
        {
            "create" => await CreateAsync(keys, store.Trail, given, output),
            "revoke" => await RevokeAsync(keys, store.Trail, given["id"], output),
            _ => await ListAsync(keys, output),
        };
    }

    private static async Task<int> CreateAsync(KeyRing keys, ITrail trail, IConfiguration given, TextWriter output)
    {
        DateTimeOffset expires = default;
        if (given["expires"] is { } text && !Instants.TryRead(text, out expires))
            return await RefuseAsync(output, $"--expires: {Instants.InstantRule}");
        var scopes = (given["scopes"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        var wish = KeyRequest.Of(given["name"] ?? "", scopes, given["expires"] is null ? null : expires, TimeProvider.System.GetUtcNow());
        if (wish.Refusal is { } refusal)
            return await RefuseAsync(output, $"--{(refusal.Field == "expiresAt" ? "expires" : refusal.Field)}: {refusal.Detail}");
        var made = await keys.CreateAsync(wish.Value);
        if (made.Refusal is { } tooMany)
            return await RefuseAsync(output, tooMany.Detail);
        await trail.AddAsync(
            KeyTrail.Entry(TrailActions.KeyCreated, made.Value.Key.Stored.Id, KeyTrail.Detail(wish.Value)), TimeProvider.System.GetUtcNow());
        await output.WriteLineAsync(made.Value.Text);
        await Console.Error.WriteLineAsync(
            $"This is the key of {wish.Value.Name} ({string.Join(' ', wish.Value.Scopes)}). It is shown this once; its id is {made.Value.Key.Stored.Id}.");
        return 0;
    }

    private static async Task<int> RevokeAsync(KeyRing keys, ITrail trail, string? id, TextWriter output)
    {
        if (id is null || !keys.All.Any(key => key.Stored.Id == id))
            return await RefuseAsync(output, id is null ? Usage : $"There is no key with the id {id}.");
        await trail.AddAsync(KeyTrail.Entry(TrailActions.KeyRevoked, id), TimeProvider.System.GetUtcNow());
        await keys.RevokeAsync(id);
        await output.WriteLineAsync($"{id} is revoked; a host that runs learns of it within {KeyRefreshService.Pause.TotalSeconds} seconds.");
        return 0;
    }

    private static async Task<int> ListAsync(KeyRing keys, TextWriter output)
    {
        await output.WriteLineAsync($"{"id",-12}  {"name",-KeyRequest.MaxNameLength}  {"expires",-20}  {"last used",-20}  {"revoked",-20}  scopes");
        foreach (var key in keys.All)
        {
            await output.WriteLineAsync(
                $"{key.Stored.Id,-12}  {key.Stored.Name,-KeyRequest.MaxNameLength}  {Text(key.Stored.ExpiresAt),-20}  {Text(key.LastUsedAt),-20}  "
                + $"{Text(key.RevokedAt),-20}  {string.Join(' ', key.Stored.Scopes)}");
        }

        return 0;
    }

    private static async Task<LoyaltyStore> OpenAsync(LoyaltySettings settings)
    {
        try
        {
            return await EngineServices.OpenAsync(settings, LoggerFactory.Create(_ => { }));
        }
        catch (StartRefusedException refused) when (settings.JournalProvider == JournalProvider.Sqlite)
        {
            throw new StartRefusedException(
                refused.Message + " A SQLite file belongs to one process: stop the host for the moment this takes, or make keys in its console or by POST /v1/keys.");
        }
    }

    private static string Text(DateTimeOffset? instant) => instant?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    private static async Task<int> RefuseAsync(TextWriter output, string reason)
    {
        await output.WriteLineAsync(reason);
        return 2;
    }
}
