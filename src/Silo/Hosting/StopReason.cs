using System.Runtime.InteropServices;

namespace Loyalty.Silo;

/// <summary>
/// Remembers whether somebody asked the program to stop. A background service that dies takes the host down in good order, and the
/// host's own exit code would be that of a stop that was wanted: whatever restarts the program after a failure would leave it down.
/// </summary>
internal sealed class StopReason : IDisposable
{
    /// <summary>The exit code of a host that stopped by itself.</summary>
    public const int FailureExitCode = 70;

    private readonly PosixSignalRegistration[] _signals;
    private volatile bool _asked;

    public StopReason() => _signals =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, _ => _asked = true))];

    /// <summary>0 when the stop was asked for and nothing had failed before.</summary>
    /// <param name="services">Of the host, which has stopped and is not disposed yet.</param>
    public int ExitCode(IServiceProvider services) =>
        _asked && !services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask is { IsFaulted: true })
            ? 0
            : FailureExitCode;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
    }
}
