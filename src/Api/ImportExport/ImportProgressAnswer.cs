using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Api;

/// <summary>An import's answer for who wants to see it go on: a line of progress a second, and the summary, or a problem, as the last.</summary>
public static class ImportProgressAnswer
{
    public const string ContentType = "application/x-ndjson";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Whether the caller asks for lines.</summary>
    public static bool IsWanted(HttpRequest request) => request.GetTypedHeaders().Accept.Any(
        type => type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase) && type.Quality is null or > 0);

    /// <summary>Writes until the import has ended.</summary>
    /// <param name="problemOf">What a failure is told as; null for a defect, which ends the answer without its last line.</param>
    public static async Task WriteAsync(HttpContext context, ImportTally tally, Task import, Func<Exception, Problem?> problemOf)
    {
        try
        {
            context.Response.ContentType = ContentType;
            context.Response.Headers[HeaderNames.CacheControl] = "no-store";
            await context.Response.StartAsync(context.RequestAborted);
            while (await Task.WhenAny(import, Task.Delay(Interval, context.RequestAborted)) != import)
                await LineAsync(context, tally.Progress());
        }
        finally
        {
            // The body and the file must not be let go while it runs.
            await import.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        try
        {
            await import;
            await LineAsync(context, tally.Summary());
        }
        catch (Exception fault) when (problemOf(fault) is { } problem)
        {
            await LineAsync(context, problem);
        }
    }

    private static async Task LineAsync<T>(HttpContext context, T line)
    {
        await JsonSerializer.SerializeAsync(context.Response.Body, line, ApiJson.Options, context.RequestAborted);
        await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
