namespace Loyalty.Contracts;

/// <summary>What came of many inputs.</summary>
public sealed class FuzzVerdict(string parser, int seed)
{
    /// <summary>Violations kept; the first tell enough.</summary>
    private const int MaxKept = 20;

    private readonly List<string> _violations = [];

    public string Parser => parser;

    public int Seed => seed;

    public long Inputs { get; set; }

    /// <summary>Inputs that were taken.</summary>
    public long Taken { get; set; }

    /// <summary>Inputs that the web server hung up on without asking the host.</summary>
    public long HungUp { get; set; }

    /// <summary>Changes of the ledger that were accounted for.</summary>
    public long Changes { get; set; }

    public TimeSpan Slowest { get; set; }

    /// <summary>What must not be, each with the number of its input.</summary>
    public IReadOnlyList<string> Violations => _violations;

    public long Refused => Inputs - Taken - HungUp;

    /// <summary>What an input follows from: the same in every process.</summary>
    public Random ChancesOf(long number) => new(unchecked((int)((((ulong)(uint)seed << 32) + (ulong)number) * 0x9E37_79B9_7F4A_7C15 >> 32)));

    public void Violated(long number, string what)
    {
        if (_violations.Count < MaxKept)
            _violations.Add($"{parser} --seed {seed} --first {number}: {what}");
    }
}
