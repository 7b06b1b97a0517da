using System.Net.Sockets;
using System.Text;

namespace Loyalty.Silo.Tests;

/// <summary>What systemd is told of a process that it has started.</summary>
public sealed class ServiceManagerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-notify-");
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    static ServiceManagerTests() => EngineProcess.Program = Path.Combine(AppContext.BaseDirectory, "Loyalty.Silo.dll");

    public void Dispose()
    {
        _socket.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_is_told_when_the_program_serves_and_when_it_stops()
    {
        var path = Path.Combine(_folder.FullName, "notify");
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        // A shell that is called systemd: the program is told by its parent's name who has started it. It hands the signal on.
        var systemd = Path.Combine(_folder.FullName, "systemd");
        File.Copy("/bin/sh", systemd);
        await using var engine = await EngineProcess.StartByAsync(
            [systemd, "-c", $"trap 'kill -TERM $child' TERM; NOTIFY_SOCKET={path} \"$@\" & child=$!; wait $child; wait $child", "sh"]);

        Assert.Contains("READY=1", await ToldAsync());
        // Lines begin with the level that the journal reads, as in <6>.
        Assert.Contains("<6>", engine.Output);

        Assert.Equal(0, await engine.StopAsync());
        Assert.Contains("STOPPING=1", await ToldAsync());
    }

    private async Task<string> ToldAsync()
    {
        var told = new byte[1024];
        var length = await _socket.ReceiveAsync(told).WaitAsync(Eventually.Deadline);
        return Encoding.UTF8.GetString(told, 0, length);
    }
}
