namespace Loyalty.Api;

/// <summary>What a caller may be allowed to do. What each one opens stands at the addresses and hub methods: <see cref="AllowsAttribute"/>.</summary>
[Flags]
public enum Scopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A till: purchases, reversals of its own, quotes, status by number.</summary>
    Pos = 1 << 0,

    /// <summary>The reservation system: purchases and reversals of its own.</summary>
    FeedReservations = 1 << 1,

    /// <summary>The payment system: purchases and reversals of its own.</summary>
    FeedPayment = 1 << 2,

    /// <summary>Departure control: check-ins and briefings.</summary>
    FeedDcs = 1 << 3,

    /// <summary>The displays of the airports that the caller's grants name.</summary>
    Display = 1 << 4,

    /// <summary>The account of the member that the caller's grants name.</summary>
    Member = 1 << 5,

    /// <summary>Members and what happens to them.</summary>
    Crm = 1 << 6,

    /// <summary>Events, rates and costs.</summary>
    Finance = 1 << 7,

    /// <summary>People who work with the programme.</summary>
    Operator = 1 << 8,

    /// <summary>Numbers of the host for a monitor.</summary>
    Metrics = 1 << 9,

    /// <summary>Everything, keys included.</summary>
    Admin = 1 << 10,

    /// <summary>A lounge's door: scans and benefit uses.</summary>
    Lounge = 1 << 11,

    /// <summary>A partner: purchases that name it, and reversals of its own.</summary>
    Partner = 1 << 12,

    /// <summary>Whoever has a key or token that allows anything at all.</summary>
    Any = Pos | FeedReservations | FeedPayment | FeedDcs | Display | Member | Crm | Finance | Operator | Metrics | Admin | Lounge | Partner,
}
