using System.Reflection;

namespace Loyalty.Api;

/// <summary>What was built: told by <c>/health</c> and <c>loyalty_build_info</c>.</summary>
/// <param name="Version">By the last tag, Semantic Versioning 2.0.</param>
/// <param name="Commit">Of the sources; empty where they were in no repository.</param>
public sealed record BuildVersion(string Version, string Commit)
{
    /// <summary>A host that no build has named.</summary>
    public static BuildVersion Unknown { get; } = new("unknown", "");

    /// <summary>The resource that the build writes it to. An attribute would have all that refer to the assembly built anew with every commit.</summary>
    private const string Resource = "version.txt";

    /// <summary>As the build has written it into a program.</summary>
    public static BuildVersion Of(Assembly program)
    {
        using var resource = program.GetManifestResourceStream(Resource);
        if (resource is null)
            return Unknown;
        using var text = new StreamReader(resource);
        var parts = text.ReadToEnd().Trim().Split('+', 2);
        return new BuildVersion(parts[0], parts is [_, var commit] ? commit : "");
    }

    /// <summary>Both in one, as in <c>1.2.0+3f1c0de</c>.</summary>
    public override string ToString() => Commit.Length == 0 ? Version : $"{Version}+{Commit}";
}
