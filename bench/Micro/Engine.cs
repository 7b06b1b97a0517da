using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Bench;

/// <summary>The program in this process over a journal in memory, with nobody listening.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Engine(WebApplication app) => _app = app;

    public AccountContext Context => Get<AccountContext>();

    /// <summary>Accounts in memory.</summary>
    public int LiveCount => Get<ActiveAccounts>().Count;

    public static async Task<Engine> StartAsync(MemoryJournal journal)
    {
        var app = await OtherJournal.BuildAsync(
            ["--urls", "http://127.0.0.1:0", "--Loyalty:Auth:Mode=open", "--Logging:LogLevel:Default=Error"],
            new JournalParts(journal, journal.Stores, journal.Stores),
            _ => { });
        await app.StartAsync();
        return new Engine(app);
    }

    public ILoyaltyAccountGrain Account(MemberId member) => Get<IGrainFactory>().LoyaltyAccount(member);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();
}
