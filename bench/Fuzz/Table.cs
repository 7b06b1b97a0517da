using System.Globalization;
using System.Text;
using Loyalty.Contracts;

namespace Loyalty.Fuzz;

/// <summary>The verdicts as lines of a terminal and as a page.</summary>
internal static class Table
{
    public const string Head = "| parser | journal | seed | inputs | taken | refused | hung up on | changes | slowest | |";

    public static string Line(string journal, FuzzVerdict verdict) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {verdict.Parser} | {journal} | {verdict.Seed} | {verdict.Inputs:#,0} | {verdict.Taken:#,0} | {verdict.Refused:#,0} | {verdict.HungUp:#,0} | {verdict.Changes:#,0} | {verdict.Slowest.TotalMilliseconds:0} ms | {(verdict.Violations.Count == 0 ? "ok" : $"VIOLATED {verdict.Violations.Count}")} |");

    public static string Page(FuzzOptions options, IReadOnlyList<string> lines) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"""
            # Fuzz

            The last run of `bench/fuzz --seconds {options.Seconds} --seed {options.Seed}`: a real engine process (Release) for each line, inputs from a grammar and bent bytes, one after the
            other. {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}.

            {Head}
            |---|---|---|---|---|---|---|---|---|---|

            """)
        .AppendJoin('\n', lines)
        .Append("""


            After every input: an answer within 20 seconds, no 500 and no 503, a problem document where it is refused, nothing in the ledger of what is
            refused, and as many changes as the answer says of what is taken (a stream and an import answer 200 whatever their lines say, and are held to
            what they say of each). At the end: no difference in the audit, no failure in the log, a good purchase is credited. *hung up on*: what is no
            HTTP, answered by the web server with a bare status. An input of the hub is a connection; *taken* are those that still answered a good call at
            the end, the others were closed.

            """)
        .ToString();
}
