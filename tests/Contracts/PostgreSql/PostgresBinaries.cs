using System.Diagnostics;
using System.Globalization;

namespace Loyalty.Contracts;

/// <summary>The programs of an installed PostgreSQL, and the user to run them as.</summary>
internal sealed class PostgresBinaries
{
    public const string WhyMissing = "PostgreSQL is not installed: no initdb under /usr/lib/postgresql/*/bin or in PATH.";

    private readonly string _folder;
    private readonly string? _user;

    private PostgresBinaries(string folder)
    {
        _folder = folder;
        _user = Environment.IsPrivilegedProcess ? FirstUser("postgres", "nobody") : null;
    }

    /// <summary>The newest installation, or null.</summary>
    public static PostgresBinaries? Find()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(folder =>
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
            : Enumerable.Empty<string>();
        var folder = versions.Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(candidate => IsThere(Path.Combine(candidate, "initdb")) && IsThere(Path.Combine(candidate, "pg_ctl")));
        return folder is null ? null : new PostgresBinaries(folder);
    }

    /// <summary>Makes a folder that the server's user owns.</summary>
    public void MakeFolder(string path)
    {
        Directory.CreateDirectory(path);
        if (_user is not null)
            Run("chown", [_user, path]);
    }

    /// <summary>Runs a program to its end as the server's user.</summary>
    /// <exception cref="InvalidOperationException">It failed; with what it said.</exception>
    public Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_folder, program);
        return Task.Run(() =>
        {
            if (_user is null)
                Run(path, arguments);
            else if (File.Exists("/usr/sbin/runuser") || File.Exists("/sbin/runuser"))
                Run("runuser", ["-u", _user, "--", path, .. arguments]);
            else
                Run("setpriv", ["--reuid", _user, "--clear-groups", "--", path, .. arguments]);
        });
    }

    // A link may have outlived what it points to.
    private static bool IsThere(string path) =>
        File.Exists(path) && (File.ResolveLinkTarget(path, returnFinalTarget: true)?.Exists ?? true);

    private static void Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {error}{output.Result}");
    }

    private static string FirstUser(params string[] names)
    {
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return names.FirstOrDefault(users.Contains)
            ?? throw new InvalidOperationException($"PostgreSQL does not run as root and there is no user {string.Join(" or ", names)}.");
    }
}
