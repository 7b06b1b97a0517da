using Loyalty.Api;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>Checks every account against the ledger before the host serves, where the settings ask for it.</summary>
internal sealed class StartAudit(LoyaltySettings settings, IAccountAudit audit, ILogger<StartAudit> log) : IHostedService
{
    /// <summary>Differences that are logged one by one; all are counted.</summary>
    public const int MaxLogged = 100;

    /// <summary>Accounts after which a long check says how far it is.</summary>
    private const int TellEvery = 100_000;

    /// <exception cref="StartRefusedException">There is a difference, and the setting is to refuse.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.AuditAtStart == AuditAtStart.Off)
            return;
        long accounts = 0, events = 0, differences = 0;
        AuditFinding? first = null;
        string? next = null;
        do
        {
            var page = await audit.CheckAsync(next is null ? null : MemberId.Of(next), PageRequest.MaxLimit, cancellationToken);
            accounts += page.Accounts;
            events += page.Events;
            foreach (var found in page.Differences)
            {
                first ??= found;
                if (++differences <= MaxLogged)
                    log.LogError("Audit: {Difference}", Text(found));
            }

            next = page.Next;
            if (accounts % TellEvery == 0 && next is not null)
                log.LogInformation("Audit: {Accounts} accounts so far, {Differences} differences", accounts, differences);
        }
        while (next is not null);

        log.LogInformation("Audit: {Accounts} accounts, {Events} events, {Differences} differences", accounts, events, differences);
        if (first is not null && settings.AuditAtStart == AuditAtStart.Refuse)
            throw new StartRefusedException($"Loyalty:Audit:AtStart: {differences} differences in {accounts} accounts; the first: {Text(first)}");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Text(AuditFinding found) =>
        $"member {found.MemberId}, version {found.Version}, {found.In}, {found.What}: expected {found.Expected}, found {found.Found}";
}
