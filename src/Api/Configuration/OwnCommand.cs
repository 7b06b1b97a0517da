namespace Loyalty.Api;

/// <summary>How this program was started, for telling somebody how to start it again.</summary>
public static class OwnCommand
{
    /// <summary>What stands before the arguments.</summary>
    public static string Text => Of(Environment.ProcessPath, Environment.GetCommandLineArgs()[0]);

    /// <summary>The same of a process.</summary>
    /// <param name="process">Its executable.</param>
    /// <param name="program">The program that the executable runs, where that is <c>dotnet</c>.</param>
    public static string Of(string? process, string program) =>
        process is null || Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? $"dotnet {Quoted(program)}"
            : Quoted(process);

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
