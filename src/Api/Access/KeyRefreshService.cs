using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Reads the keys before the host serves, learns what other processes of the same database have changed, cuts off whose access has
/// ended, and writes down when keys were last used.
/// </summary>
internal sealed class KeyRefreshService(
    KeyRing keys, DeviceTokens devices, OpenAccess open, AccessSettings settings, TokenReader tokens, TimeProvider time, ILogger<KeyRefreshService> log) : BackgroundService
{
    /// <summary>Within this time a key revoked elsewhere is worth nothing here, and a connection whose key or token has expired is cut.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Rounds after which the last uses are written down.</summary>
    public const int RoundsToTell = 30;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.RefreshAsync();
        if (!keys.HasUsable && settings.Tokens is null)
        {
            throw new StartRefusedException(
                "Loyalty:Auth:Mode is keys, but there is no key yet that could be used, and no Loyalty:Auth:Jwt is set. Make the first key, with the "
                + $"same settings as this start, and start again: {OwnCommand.Text} keys create --name admin --scopes admin");
        }

        if (await tokens.FaultAsync(cancellationToken) is { } fault)
        {
            // A provider may come up later than the host; a file does not.
            if (settings.Tokens is { IsOfFile: true })
                throw LoyaltySettings.NotValid("Auth:Jwt:Keys", $"({settings.Tokens.Keys}) cannot be read: {fault.TrimEnd('.')}");
            log.LogWarning("Tokens are refused until the provider's keys can be read: {Fault}", fault);
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(keys.TellUseAsync);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var round = 1; !stoppingToken.IsCancellationRequested; round++)
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await TryAsync(() =>
            {
                open.CutEnded();
                return Task.CompletedTask;
            });
            // What was known last holds while the database cannot be asked: nothing can be written then, either.
            await TryAsync(keys.RefreshAsync);
            await TryAsync(devices.RefreshAsync);
            if (round % RoundsToTell == 0)
                await TryAsync(keys.TellUseAsync);
        }
    }

    private async Task TryAsync(Func<Task> task)
    {
        try
        {
            await task();
        }
        catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException)
        {
            log.LogDebug("Keys are looked at again in {Pause}: {Reason}", Pause, fault.Message);
        }
        catch (Exception fault)
        {
            // A watch that ends would let revoked keys live on; and nobody would notice.
            log.LogError(fault, "Keys could not be looked at; it is tried again in {Pause}", Pause);
        }
    }
}
