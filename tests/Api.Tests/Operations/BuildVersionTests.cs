namespace Loyalty.Api.Tests;

public class BuildVersionTests
{
    [Fact]
    public void The_program_says_what_it_was_built_from()
    {
        var build = BuildVersion.Of(typeof(Silo.Program).Assembly);
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$", build.Version);
        // Where the sources are in a repository, by the commit.
        Assert.Matches("^([0-9a-f]{40})?$", build.Commit);
    }

    [Fact]
    public void An_assembly_that_says_nothing_is_unknown() => Assert.Equal(BuildVersion.Unknown, BuildVersion.Of(typeof(BuildVersion).Assembly));

    [Fact]
    public void Version_and_commit_are_one_text()
    {
        Assert.Equal("1.2.0+3f1c0de", new BuildVersion("1.2.0", "3f1c0de").ToString());
        Assert.Equal("1.2.0", new BuildVersion("1.2.0", "").ToString());
    }
}
