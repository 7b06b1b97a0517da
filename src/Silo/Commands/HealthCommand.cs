namespace Loyalty.Silo;

/// <summary><c>health [ADDRESS]</c>: asks a running program how it is, for images that have nothing else to ask with.</summary>
internal static class HealthCommand
{
    /// <summary>The word that begins the command line.</summary>
    public const string Name = "health";

    /// <summary>What is asked where the command line names nothing.</summary>
    public const string Default = "http://127.0.0.1:5080/health/live";

    /// <summary>An answer that takes longer is none.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    /// <param name="args">The command line behind <see cref="Name"/>.</param>
    /// <returns>The exit code: 0 where the answer is a success, 1 where it is not or there is none, 2 where the address is not one.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args.Length > 1 || !Uri.TryCreate(args is [var given] ? given : Default, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            await output.WriteLineAsync($"health [ADDRESS]: an address such as {Default} is needed.");
            return 2;
        }

        using var http = new HttpClient { Timeout = Timeout };
        try
        {
            using var answer = await http.GetAsync(address);
            await output.WriteLineAsync($"{address} answers {(int)answer.StatusCode}.");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            await output.WriteLineAsync($"{address} does not answer: {silent.Message}");
            return 1;
        }
    }
}
