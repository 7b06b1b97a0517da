using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api;

/// <summary>The hub <c>/hubs/status</c>: clients say what they watch; all else is the registry's.</summary>
public sealed class StatusHub(
    WatchRegistry registry, DisplayRegistry displays, IGrainFactory grains, SubscriptionAnnouncer announcer, IHubContext<StatusHub> hub) : Hub
{
    /// <summary>Who may connect: whoever may call one of the methods.</summary>
    public const Scopes Callers = MemberWatchers | DisplayWatchers | AllWatchers;

    private const Scopes MemberWatchers = Scopes.Member | Scopes.Crm | Scopes.Operator;
    private const Scopes DisplayWatchers = Scopes.Display | Scopes.Operator;
    private const Scopes AllWatchers = Scopes.Crm | Scopes.Finance | Scopes.Operator;

    public override Task OnConnectedAsync()
    {
        registry.Connect(Context.ConnectionId, hub.Clients.Client(Context.ConnectionId), Context.Abort);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception) => registry.DisconnectAsync(Context.ConnectionId);

    /// <summary>Starts pushes for a member and returns its status. A second watch of the same member takes the first one's place.</summary>
    /// <param name="afterVersion">The last change the client knows: those after it are sent first. Null: pushes begin after the status returned.</param>
    /// <exception cref="HubException">Begins with the stable code of the refusal.</exception>
    [Allows(MemberWatchers)]
    public async Task<StatusView> WatchMember(string memberId, long? afterVersion)
    {
        var member = Member(memberId);
        if (afterVersion < 0)
            throw Refused(new Refusal("after-version-not-valid", "Must be a version of the member's, or 0.", "afterVersion"));
        var account = grains.LoyaltyAccount(member);
        var connection = registry.Of(Context.ConnectionId);
        var watch = registry.Watch(connection, member, account);
        try
        {
            await announcer.AnnounceAsync(member);
            var outcome = await watch.StartAsync(afterVersion);
            return outcome.Value ?? throw Refused(outcome.Refusal!);
        }
        catch
        {
            registry.Unwatch(connection, member);
            throw;
        }
    }

    /// <summary>Ends the pushes for a member.</summary>
    [Allows(MemberWatchers)]
    public void UnwatchMember(string memberId) => registry.Unwatch(registry.Of(Context.ConnectionId), Member(memberId));

    /// <summary>Starts pushes of whom a display greets: those still valid come first, then the others as they check in.</summary>
    /// <returns>The ids of those still valid: whom else the display may show is to go.</returns>
    /// <exception cref="HubException">Begins with the stable code of the refusal.</exception>
    [Allows(DisplayWatchers)]
    public async Task<IReadOnlyList<string>> WatchDisplay(string airport, string location)
    {
        var (connection, place) = (registry.Of(Context.ConnectionId), Place(airport, location));
        var watch = displays.Watch(connection, place);
        try
        {
            return watch.Begin(await grains.Display(place).GetRecognitions());
        }
        catch
        {
            displays.Unwatch(connection, place);
            throw;
        }
    }

    /// <summary>Ends the pushes of a display.</summary>
    [Allows(DisplayWatchers)]
    public void UnwatchDisplay(string airport, string location) =>
        displays.Unwatch(registry.Of(Context.ConnectionId), Place(airport, location));

    /// <summary>Starts pushes of every change.</summary>
    [Allows(AllWatchers)]
    public async Task WatchAll()
    {
        registry.WatchAll(registry.Of(Context.ConnectionId));
        await announcer.AnnounceAllAsync();
    }

    /// <summary>Ends the pushes of every change.</summary>
    [Allows(AllWatchers)]
    public void UnwatchAll() => registry.UnwatchAll(registry.Of(Context.ConnectionId));

    private static MemberId Member(string memberId)
    {
        var member = MemberId.Parse(memberId);
        return member.Refusal is { } refusal ? throw Refused(refusal) : member.Value;
    }

    private static DisplayPlace Place(string airport, string location)
    {
        var (code, named) = (AirportCode.Parse(airport), DisplayLocation.Parse(location));
        return (code.Refusal ?? named.Refusal) is { } refusal ? throw Refused(refusal) : new DisplayPlace(code.Value, named.Value);
    }

    private static HubException Refused(Refusal refusal) => new($"{refusal.Code}: {refusal.Detail}");
}
