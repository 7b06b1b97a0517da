using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Client;

/// <summary>
/// The engine at one address: calls, and the watch of a member. One for all, from any thread. A refusal is a
/// <see cref="LoyaltyProblemException"/>; a call is sent again under its id while it is not known what became of it.
/// </summary>
public sealed class LoyaltyClient : IAsyncDisposable
{
    private readonly Calls _calls;
    private readonly HubLink _hub;
    private readonly ServiceProvider? _owned;

    internal LoyaltyClient(Calls calls, HubLink hub, ServiceProvider? owned) => (_calls, _hub, _owned) = (calls, hub, owned);

    /// <summary>Makes a client for a program without dependency injection; with it, see <see cref="LoyaltyServices.AddLoyaltyClient"/>.</summary>
    /// <param name="address">The engine's address.</param>
    /// <param name="configure">Sets the key and what else is not as usual.</param>
    public static LoyaltyClient At(string address, Action<LoyaltyClientOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLoyaltyClient(options =>
        {
            options.Address = new Uri(address);
            configure?.Invoke(options);
        });
        var provider = services.BuildServiceProvider();
        var shared = provider.GetRequiredService<LoyaltyClient>();
        return new LoyaltyClient(shared._calls, shared._hub, provider);
    }

    /// <summary>
    /// Follows a member: where they stand, then each change once, in order of version, over every break, until the token is cancelled or the member
    /// is erased.
    /// </summary>
    /// <param name="memberId">The member's number.</param>
    /// <param name="cancellation">Ends the watch.</param>
    /// <exception cref="LoyaltyProblemException">The member is not known or may not be watched, at the beginning; what is refused later is asked for again.</exception>
    public IAsyncEnumerable<Moment> WatchAsync(string memberId, CancellationToken cancellation = default) =>
        new MemberWatch(_hub, memberId).FollowAsync(cancellation);

    /// <summary>Lets the connection of the watches go, as when an app goes to the background; what happens meanwhile is told after <see cref="Resume"/>.</summary>
    public Task PauseAsync() => _hub.PauseAsync();

    /// <summary>Goes on at once: makes the connection without waiting for the next attempt, or has every watch ask where its member stands.</summary>
    public void Resume() => _hub.Resume();

    /// <summary>The rules of the programme.</summary>
    /// <param name="cancellation">Gives the call up.</param>
    public Task<Programme> GetProgrammeAsync(CancellationToken cancellation = default) =>
        GetAsync<Programme>("/v1/programme", cancellation);

    /// <summary>Enrols a member, usable at once. Sent again under the same key it enrols once.</summary>
    /// <param name="enrolment">Who.</param>
    /// <param name="idempotencyKey">The command's id; one is made where none is given.</param>
    /// <param name="cancellation">Gives the call up; it may have taken effect.</param>
    public Task<MemberStatus> EnrolAsync(Enrolment enrolment, string? idempotencyKey = null, CancellationToken cancellation = default) =>
        _calls.SendAsync<MemberStatus>(HttpMethod.Post, "/v1/members", enrolment, cancellation, ("Idempotency-Key", idempotencyKey ?? Guid.NewGuid().ToString()));

    /// <summary>A member's profile and status.</summary>
    /// <param name="memberId">The member's number.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public Task<Member> GetMemberAsync(string memberId, CancellationToken cancellation = default) => GetAsync<Member>(Of(memberId), cancellation);

    /// <summary>A member's status.</summary>
    /// <param name="memberId">The member's number.</param>
    /// <param name="asOf">Another day than today.</param>
    /// <param name="knownAt">As it was known at an instant; else as it is known now.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public Task<MemberStatus> GetStatusAsync(string memberId, DateOnly? asOf = null, DateTimeOffset? knownAt = null, CancellationToken cancellation = default) =>
        GetAsync<MemberStatus>(Of(memberId) + "/status" + Query(("asOf", Day(asOf)), ("knownAt", knownAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))), cancellation);

    /// <summary>Credits one purchase. Sent again under the same transaction id it is credited once, and the first answer comes again.</summary>
    /// <param name="memberId">The member's number.</param>
    /// <param name="purchase">What was bought.</param>
    /// <param name="cancellation">Gives the call up; it may have taken effect.</param>
    public Task<PurchaseReceipt> BuyAsync(string memberId, Purchase purchase, CancellationToken cancellation = default) =>
        _calls.SendAsync<PurchaseReceipt>(HttpMethod.Post, Of(memberId) + "/purchases", purchase, cancellation);

    /// <summary>Takes back a purchase or a part of it, once under one reversal id.</summary>
    /// <param name="memberId">The member's number.</param>
    /// <param name="transactionId">The purchase.</param>
    /// <param name="reversal">How much of it, and why.</param>
    /// <param name="cancellation">Gives the call up; it may have taken effect.</param>
    public Task<PurchaseReceipt> ReverseAsync(string memberId, string transactionId, Reversal reversal, CancellationToken cancellation = default) =>
        _calls.SendAsync<PurchaseReceipt>(HttpMethod.Post, $"{Of(memberId)}/purchases/{Uri.EscapeDataString(transactionId)}/reversals", reversal, cancellation);

    /// <summary>What a basket would earn and what status it would bring; changes nothing.</summary>
    /// <param name="memberId">Whose basket it is; null for a passer-by.</param>
    /// <param name="lines">What is in it.</param>
    /// <param name="date">The day of the purchase; today where none is given.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public Task<Quote> QuoteAsync(string? memberId, IReadOnlyList<QuoteLine> lines, DateOnly? date = null, CancellationToken cancellation = default) =>
        _calls.SendAsync<Quote>(HttpMethod.Post, "/v1/quotes", new QuoteRequest(memberId, lines, date), cancellation);

    /// <summary>Purchases and reversals, newest first.</summary>
    /// <param name="memberId">The member's number.</param>
    /// <param name="limit">How many at most; 1 to 1,000.</param>
    /// <param name="cursor">Of the page before, or null for the first one.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public Task<Page<Transaction>> GetTransactionsAsync(string memberId, int? limit = null, string? cursor = null, CancellationToken cancellation = default) =>
        GetAsync<Page<Transaction>>(Of(memberId) + "/transactions" + Paged(limit, cursor), cancellation);

    /// <summary>Changes of the tier, newest first.</summary>
    /// <inheritdoc cref="GetTransactionsAsync"/>
    public Task<Page<TierHistoryEntry>> GetHistoryAsync(string memberId, int? limit = null, string? cursor = null, CancellationToken cancellation = default) =>
        GetAsync<Page<TierHistoryEntry>>(Of(memberId) + "/history" + Paged(limit, cursor), cancellation);

    /// <summary>What leaves when, and the risks and drops to come if nothing more is bought.</summary>
    /// <param name="memberId">The member's number.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public Task<Forecast> GetForecastAsync(string memberId, CancellationToken cancellation = default) => GetAsync<Forecast>(Of(memberId) + "/forecast", cancellation);

    /// <summary>The postings that make up today's spend, and the rule that gives the tier.</summary>
    /// <inheritdoc cref="GetTransactionsAsync"/>
    public Task<Explanation> ExplainAsync(string memberId, int? limit = null, string? cursor = null, CancellationToken cancellation = default) =>
        GetAsync<Explanation>(Of(memberId) + "/explain" + Paged(limit, cursor), cancellation);

    /// <summary>The credits that wait.</summary>
    /// <param name="memberId">The member's number.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public Task<PendingCredits> GetPendingAsync(string memberId, CancellationToken cancellation = default) => GetAsync<PendingCredits>(Of(memberId) + "/pending", cancellation);

    /// <summary>Whether displays may greet the member.</summary>
    /// <param name="memberId">The member's number.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public Task<Consent> GetConsentAsync(string memberId, CancellationToken cancellation = default) => GetAsync<Consent>(Of(memberId) + "/consent", cancellation);

    /// <summary>Sets whether displays may greet the member.</summary>
    /// <param name="memberId">The member's number.</param>
    /// <param name="displayRecognition">Whether they may.</param>
    /// <param name="cancellation">Gives the call up; it may have taken effect.</param>
    public Task<Consent> PutConsentAsync(string memberId, bool displayRecognition, CancellationToken cancellation = default) =>
        _calls.SendAsync<Consent>(HttpMethod.Put, Of(memberId) + "/consent", new ConsentRequest(displayRecognition), cancellation);

    /// <summary>Erases all that is held of the person; the ledger is kept without them.</summary>
    /// <param name="memberId">The member's number.</param>
    /// <param name="cancellation">Gives the call up; it may have taken effect.</param>
    public Task EraseAsync(string memberId, CancellationToken cancellation = default) => _calls.SendAsync(HttpMethod.Delete, Of(memberId), null, cancellation);

    /// <summary>Has a member be recognised at a place of an airport, once under one check-in id.</summary>
    /// <param name="checkIn">Who, where, on which flight.</param>
    /// <param name="cancellation">Gives the call up; it may have taken effect.</param>
    public Task<CheckInReceipt> CheckInAsync(CheckIn checkIn, CancellationToken cancellation = default) =>
        _calls.SendAsync<CheckInReceipt>(HttpMethod.Post, "/v1/checkins", checkIn, cancellation);

    /// <summary>Ends the watches' connection, where this client was made by <see cref="At"/>; else its container does.</summary>
    public ValueTask DisposeAsync() => _owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Task<T> GetAsync<T>(string path, CancellationToken cancellation) => _calls.SendAsync<T>(HttpMethod.Get, path, null, cancellation);

    private static string Of(string memberId) => $"/v1/members/{Uri.EscapeDataString(memberId)}";

    private static string Paged(int? limit, string? cursor) => Query(("limit", limit?.ToString(CultureInfo.InvariantCulture)), ("cursor", cursor));

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Query(params (string Name, string? Value)[] values)
    {
        var given = string.Join('&', values.Where(one => one.Value is not null).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));
        return given.Length == 0 ? "" : $"?{given}";
    }

    private sealed record QuoteRequest(string? MemberId, IReadOnlyList<QuoteLine> Lines, DateOnly? Date);

    private sealed record ConsentRequest(bool DisplayRecognition);
}
