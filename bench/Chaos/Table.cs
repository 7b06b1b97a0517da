using System.Globalization;
using System.Text;
using Loyalty.Contracts;

namespace Loyalty.Chaos;

/// <summary>The verdicts as lines of a terminal and as a page.</summary>
internal static class Table
{
    public const string Head = "| scenario | journal | rounds | answered | doubled | lost | gaps | sums | audit | faults | time to serve | |";

    public static string Line(Planned planned, Verdict verdict) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {planned.Name} | {planned.Journal} | {planned.Rounds} | {verdict.Answered:#,0} | {verdict.Doubled} | {verdict.Lost} | {verdict.Gaps} | {verdict.Sums} | {verdict.Audit} | {verdict.Faults} | {(verdict.ToServe is { } time ? $"{time.TotalSeconds:0.0} s" : "")} | {(verdict.IsClean ? "ok" : "VIOLATED " + string.Join("; ", verdict.Missing))} |");

    public static string Page(ChaosOptions options, IReadOnlyList<string> lines) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"""
            # Chaos

            The last run of `bench/chaos --rounds {options.Rounds} --seed {options.Seed} --watchers {options.Watchers}`: real engine processes (Release), 16 buyers on 24 members, each
            purchase sent again under its id until it is answered. {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}.

            {Head}
            |---|---|---|---|---|---|---|---|---|---|---|---|

            """)
        .AppendJoin('\n', lines)
        .Append("""


            *answered*: purchases a buyer was told of. *doubled*: in the ledger more than once. *lost*: answered, and not in the ledger as answered.
            *gaps*: versions missing or twice. *sums*: members or answers whose spend is not the sum of their purchases. *audit*: differences that
            `/v1/audit` finds, and events it does not see. *faults*: a 500, or a good purchase refused. *time to serve*: the longest from the blow to the
            next answer, start of the process included. A round of the watchers is a hundred connections.

            """)
        .ToString();
}
