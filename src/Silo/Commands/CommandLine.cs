namespace Loyalty.Silo;

/// <summary>Short switches of the command line; the configuration knows only <c>--key value</c>.</summary>
internal static class CommandLine
{
    /// <summary>The arguments with every switch written out as the setting that it stands for.</summary>
    public static string[] Expand(string[] args) => [.. args.Select(arg => arg switch
    {
        "--demo" => "--Loyalty:Demo=true",
        "--verify-trail" => "--Loyalty:Trail:Verify=true",
        "--audit" => "--Loyalty:Audit:AtStart=refuse",
        _ => arg,
    })];
}
