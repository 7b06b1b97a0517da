namespace Loyalty.Partner.Sandbox;

/// <summary>What goes wrong at a call.</summary>
public enum SandboxFault
{
    None,

    /// <summary>500 before anything is done.</summary>
    FailBefore,

    /// <summary>Done, then 500.</summary>
    FailAfter,

    /// <summary>Done, and never answered.</summary>
    Hang,

    /// <summary>Done, then the line is cut.</summary>
    CutAfter,

    /// <summary>The line is cut before anything is done.</summary>
    CutBefore,

    /// <summary>Nothing is decided: <c>unknown</c>.</summary>
    Undecided,

    /// <summary>The member is sent elsewhere, and the answer comes by a callback.</summary>
    Redirect,
}

/// <summary>How the partner behaves from now on.</summary>
/// <param name="Faults">What goes wrong at the next calls that change something, one a call; behind them nothing does.</param>
/// <param name="SlowMilliseconds">How long each call takes.</param>
/// <param name="IsIdempotent">An order that comes twice is done once. Otherwise it is done twice, as careless partners do.</param>
/// <param name="CanAsk">The partner answers what became of an order; otherwise 405.</param>
/// <param name="RefusedNumbers">Numbers that it does not know.</param>
/// <param name="CallbackUrl">Where it calls back; null: nowhere.</param>
/// <param name="CallbackKey">Signs what it calls back with.</param>
/// <param name="CallsTwice">It calls back twice.</param>
public sealed record SandboxBehaviour(
    IReadOnlyList<SandboxFault>? Faults = null,
    int SlowMilliseconds = 0,
    bool IsIdempotent = true,
    bool CanAsk = true,
    IReadOnlyList<string>? RefusedNumbers = null,
    string? CallbackUrl = null,
    string? CallbackKey = null,
    bool CallsTwice = false);
