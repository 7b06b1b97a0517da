using System.Diagnostics;
using Loyalty.Api;
using Loyalty.Grains;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Loyalty.Silo;

/// <summary>Starts the program, and tells what keeps it from listening in words an operator can use.</summary>
internal static class Listening
{
    /// <exception cref="StartRefusedException">It cannot listen, or the journal does not answer.</exception>
    public static async Task StartServingAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new StartRefusedException("A stop was asked for before the start was done.");
        }
        catch (JournalUnavailableException fault)
        {
            throw new StartRefusedException($"The journal cannot be read: {fault.Message}");
        }
        catch (Exception fault) when (IsOfServer(fault))
        {
            // The server explains a missing certificate over several lines; the first one says it.
            throw new StartRefusedException($"urls: the host cannot listen: {fault.Message.Split('\n', 2)[0].TrimEnd()}");
        }
    }

    // What comes out of the server is about its addresses and certificates, and has no type in common: a file that is missing, a socket, a
    // text that is no address. A journal's fault may have the same types, and must not be told as an address's.
    private static bool IsOfServer(Exception fault) =>
        new StackTrace(fault).GetFrames().Any(frame => frame.GetMethod()?.DeclaringType?.Assembly == typeof(KestrelServer).Assembly);
}
