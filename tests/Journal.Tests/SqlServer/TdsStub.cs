using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using Microsoft.Data.SqlClient;

namespace Loyalty.Journal.Tests;

/// <summary>
/// As much of SQL Server's protocol (MS-TDS) as the driver needs to log in and to send a statement with parameters, which is a call: it
/// keeps the calls and answers them with as many empty results or errors as it is told.
/// </summary>
internal sealed class TdsStub : IAsyncDisposable
{
    private const byte PreLogin = 0x12;
    private const byte Login = 0x10;
    private const byte Call = 0x03;
    private const byte Transaction = 0x0E;
    private const int HeaderLength = 8;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public TdsStub()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>The calls that came, each message whole.</summary>
    public List<byte[]> Calls { get; } = [];

    /// <summary>What the calls of a message answer, each with an error's number or none.</summary>
    public IReadOnlyList<int?> Errors { get; set; } = [null];

    /// <summary>Without encryption, which the stub does not speak.</summary>
    public SqlConnection Open()
    {
        AllowWithoutCultures();
        var connection = new SqlConnection(
            $"Server=127.0.0.1,{((IPEndPoint)_listener.LocalEndpoint).Port};User Id=x;Password=x;Encrypt=false;Pooling=false;ConnectRetryCount=0");
        connection.Open();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    /// <summary>Where a text stands in a message; -1 for nowhere.</summary>
    public static int IndexOf(byte[] message, string text) => message.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text));

    // The tests run without the data of cultures, where the driver refuses to open anything. It remembers what it found in a field of its
    // own; what is sent here needs no such data, and the tests run on every machine.
    private static void AllowWithoutCultures()
    {
        const string Remembered = "s_globalizationInvariantMode";
        var field = typeof(SqlConnection).Assembly.GetType("Microsoft.Data.SqlClient.LocalAppContextSwitches", throwOnError: true)!
            .GetField(Remembered, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            ?? throw new InvalidOperationException($"The driver has no field {Remembered} any more.");
        field.SetValue(null, Enum.Parse(field.FieldType, "False"));
    }

    private async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            while (true)
            {
                var (type, message) = await ReadAsync(stream);
                if (type == Call)
                    Calls.Add(message);
                await WriteAsync(stream, Answer(type));
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The client has gone, or the test is over.
        }
    }

    private byte[] Answer(byte type) => type switch
    {
        // Version, and that encryption is not spoken; each option is a number, a place and a length.
        PreLogin => [0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xFF, 15, 0, 0, 0, 0, 0, 2],
        // The collation SQL_Latin1_General_CP1_CI_AS; TDS 7.4, no name, version 15.
        Login =>
        [
            0xE3, 8, 0, 7, 5, 9, 4, 0xD0, 0, 0x34, 0, 0xAD, 10, 0, 1, 0x74, 0, 0, 4, 0, 15, 0, 0, 0, .. Done(0xFD, last: true, failed: false),
        ],
        // A transaction has begun, under a number.
        Transaction => [0xE3, 11, 0, 8, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0, .. Done(0xFD, last: true, failed: false)],
        Call => [.. Errors.SelectMany((error, place) => Result(error, last: place == Errors.Count - 1))],
        _ => Done(0xFD, last: true, failed: false),
    };

    private static byte[] Result(int? error, bool last) =>
        [.. error is { } number ? Error(number) : [], .. Done(0xFE, last, failed: error is not null)];

    private static byte[] Done(byte token, bool last, bool failed) =>
        [token, (byte)((last ? 0 : 1) | (failed ? 2 : 0)), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    // Number, state, class 16, a text of one character, no names of server and procedure, line 1.
    private static byte[] Error(int number)
    {
        var token = new byte[] { 0xAA, 16, 0, 0, 0, 0, 0, 1, 16, 1, 0, (byte)'x', 0, 0, 0, 1, 0, 0, 0 };
        BinaryPrimitives.WriteInt32LittleEndian(token.AsSpan(3), number);
        return token;
    }

    private static async Task<(byte Type, byte[] Message)> ReadAsync(NetworkStream stream)
    {
        var message = new List<byte>();
        var header = new byte[HeaderLength];
        while (true)
        {
            await stream.ReadExactlyAsync(header);
            var part = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2)) - HeaderLength];
            await stream.ReadExactlyAsync(part);
            message.AddRange(part);
            if ((header[1] & 1) == 1)
                return (header[0], [.. message]);
        }
    }

    private static async Task WriteAsync(NetworkStream stream, byte[] answer)
    {
        var packet = new byte[HeaderLength + answer.Length];
        (packet[0], packet[1], packet[6]) = (4, 1, 1);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        answer.CopyTo(packet.AsSpan(HeaderLength));
        await stream.WriteAsync(packet);
    }
}
