using System.Security.Claims;
using Loyalty.Contracts;
using Loyalty.Domain;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Loyalty.Api.Tests;

/// <summary>What is held is cut when its term ends, and one holder's fault is that holder's alone.</summary>
public class OpenAccessTests
{
    private readonly FakeLogger<OpenAccess> _log = new();

    [Fact]
    public void A_term_that_fails_counts_as_ended_and_the_others_are_looked_at_all_the_same()
    {
        var open = new OpenAccess(TimeProvider.System, _log);
        var cut = new List<string>();
        var turns = new Term(_ => false);
        open.Hold(User(turns), () => cut.Add("later"));
        open.Hold(User(new Term(_ => throw new InvalidOperationException("the test's"))), () => cut.Add("fails"));
        Assert.Equal(["fails"], cut);

        turns.Ends = _ => throw new InvalidOperationException("the test's");
        for (var i = 0; i < 20; i++)
            open.Hold(User(new Term(_ => false)), () => cut.Add("never"));
        open.CutEnded();
        open.CutEnded();
        Assert.Equal(["fails", "later"], cut);
        Assert.All(_log.Collector.GetSnapshot(), line => Assert.Equal(LogLevel.Error, line.Level));
        Assert.Equal(2, _log.Collector.Count);
    }

    [Fact]
    public void A_cut_that_fails_keeps_nobody_else_from_being_cut()
    {
        var open = new OpenAccess(TimeProvider.System, _log);
        var (cut, ended) = (0, false);
        for (var i = 0; i < 20; i++)
        {
            var fails = i % 2 == 0;
            open.Hold(User(new Term(_ => ended)), () => cut += fails ? throw new IOException("the test's") : 1);
        }

        ended = true;
        open.CutEnded();
        open.CutEnded();
        Assert.Equal(10, cut);
        Assert.Equal(10, _log.Collector.Count);
    }

    private static ClaimsPrincipal User(IAccessTerm term) =>
        AccessIdentity.Of(new Caller(CallerKind.Member, "somebody"), new Grants(Scopes.Member, [], MemberId.Of("ADA1815")), term);

    private sealed class Term(Func<DateTimeOffset, bool> ends) : IAccessTerm
    {
        public Func<DateTimeOffset, bool> Ends { get; set; } = ends;

        public bool HasEnded(DateTimeOffset now) => Ends(now);
    }
}
