using Loyalty.Domain;
using Loyalty.Grains;
using Orleans.Runtime;
using Orleans.Services;

namespace Loyalty.Silo;

/// <summary>What silos tell each other that is not about one account: one in every silo, called by the silo's address.</summary>
[Alias("loyalty.exchange")]
internal interface ISiloExchange : IGrainService
{
    /// <summary>Changes of these members, or all, are to go to a silo; added to what it has announced before.</summary>
    Task Announce(SiloAddress from, Interest interest);

    /// <summary>The same in place of all it has announced before.</summary>
    Task Replace(SiloAddress from, Interest interest);

    /// <summary>The silo is still there.</summary>
    /// <returns>False when what it announced is not known here in full: it should <see cref="Replace"/> it.</returns>
    Task<bool> Renew(SiloAddress from);

    /// <summary>Takes news for this silo's hub, in order.</summary>
    Task Deliver(News news);

    /// <summary>The rates in the store have changed.</summary>
    Task LoadRates();

    /// <summary>The state of an account if it is live in this silo.</summary>
    Task<AccountSnapshot?> Peek(string member);
}

/// <summary>What a silo's hub is to hear of.</summary>
/// <param name="Number">Rises with each announcement of the silo: one on its way must not undo a later one.</param>
/// <param name="All">Every change, whoever's it is.</param>
internal sealed record Interest(long Number, IReadOnlyList<string> Members, bool All);

/// <summary>News for a silo's hub, in the order they came about.</summary>
/// <param name="Lost">There were more that could not be kept: every watch is to read what it may have missed.</param>
internal sealed record News(IReadOnlyList<Item> Items, bool Lost);

/// <summary>One of these.</summary>
/// <param name="Erased">The member who was.</param>
internal sealed record Item(
    StatusChange? Change = null, Recognition? Recognition = null, DisruptionNotice? Notice = null, Withdrawal? Withdrawal = null, string? Erased = null);
