namespace Loyalty.Api.Tests;

public class OwnCommandTests
{
    [Theory]
    [InlineData("/opt/loyalty/Loyalty.Silo", "/opt/loyalty/Loyalty.Silo.dll", "/opt/loyalty/Loyalty.Silo")]
    [InlineData("/usr/bin/dotnet", "/opt/loyalty/Loyalty.Silo.dll", "dotnet /opt/loyalty/Loyalty.Silo.dll")]
    [InlineData(null, "/opt/loyalty/Loyalty.Silo.dll", "dotnet /opt/loyalty/Loyalty.Silo.dll")]
    [InlineData("/opt/our loyalty/Loyalty.Silo", "/opt/our loyalty/Loyalty.Silo.dll", "\"/opt/our loyalty/Loyalty.Silo\"")]
    public void A_program_is_started_again_as_it_was(string? process, string program, string command) =>
        Assert.Equal(command, OwnCommand.Of(process, program));
}
