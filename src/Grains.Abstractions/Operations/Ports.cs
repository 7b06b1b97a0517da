using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The exchange rates in force. A rate set is durable, and in force, when the call answers.</summary>
public interface IRateBook
{
    /// <summary>All dated rates as of now.</summary>
    ExchangeRates Current { get; }

    /// <summary>Adds or replaces the rates of a day; purchases credited before keep theirs.</summary>
    Task PutAsync(DateOnly date, IReadOnlyDictionary<string, decimal> rates);
}

/// <summary>Reckons a basket for somebody who is no member, from the lowest tier.</summary>
public interface IPasserByQuotes
{
    /// <summary>Refused as a posting of each line would be.</summary>
    Outcome<QuoteView> Quote(QuoteRequest request);
}

/// <summary>What follows an import: the accounts it touched are advanced to today.</summary>
public interface IImportCompletion
{
    /// <param name="sequenceBefore">The journal's last sequence before the import began; 0 for none.</param>
    Task CompleteAsync(long sequenceBefore, CancellationToken cancellation);
}

/// <summary>Advances every account that is due.</summary>
public interface IExpirySweep
{
    /// <summary>When it answers, everything due up to today has happened and is durable; harmless when repeated.</summary>
    Task SweepAsync(CancellationToken cancellation);
}
