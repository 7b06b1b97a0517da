using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Api.Tests;

/// <summary>Results that wait in a file: in order, and never more of the disk than what waits.</summary>
public class SpoolFileTests
{
    private static readonly Caller Till = new(CallerKind.Key, "till"), Other = new(CallerKind.Key, "other");

    [Fact]
    public async Task A_slow_and_steady_reader_does_not_make_the_file_grow()
    {
        using var file = Spool().Open(Till);
        var (written, read) = (new List<byte>(), new List<byte>());
        await AddAsync(file, written, 600_000);
        for (var round = 0; round < 200; round++)
        {
            await AddAsync(file, written, 70_001);
            await TakeAsync(file, read, 70_001);
            Assert.InRange(file.Length, 1, 1_500_000);
        }

        await TakeAsync(file, read, written.Count - read.Count);
        Assert.True(file.IsEmpty);
        Assert.Equal(0, file.Length);
        Assert.Equal(written, read);
    }

    [Fact]
    public async Task Results_of_one_caller_and_of_all_are_bounded()
    {
        var spool = Spool(new SpoolSettings { Megabytes = 3, MegabytesPerCaller = 2 });
        using (var first = spool.Open(Till))
        {
            using var second = spool.Open(Till);
            var own = await FillAsync(first) + await FillAsync(second);
            Assert.InRange(own, 1_500_000, 2_000_000);
            using var others = spool.Open(Other);
            Assert.InRange(own + await FillAsync(others), 2_500_000, 3_000_000);
            // Room comes as soon as something is read.
            var read = new List<byte>();
            await TakeAsync(first, read, SpoolFile.SegmentBytes);
            Assert.NotEqual(0, await FillAsync(first));
        }

        using var later = spool.Open(Till);
        Assert.InRange(await FillAsync(later), 1_500_000, 2_000_000);
    }

    [Fact]
    public async Task In_open_mode_all_callers_are_one()
    {
        using var file = Spool(new SpoolSettings { Megabytes = 3, MegabytesPerCaller = 1 }).Open(Caller.Open);
        Assert.InRange(await FillAsync(file), 2_500_000, 3_000_000);
    }

    [Fact]
    public async Task The_file_has_no_name_that_anybody_could_open()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-spool-");
        using (var file = Spool(new SpoolSettings { Folder = folder.FullName }).Open(Till))
        {
            await FillAsync(file, 1_000);
            if (!OperatingSystem.IsWindows())
                Assert.Empty(folder.EnumerateFiles());
        }

        Assert.Empty(folder.EnumerateFiles());
        folder.Delete();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_refuses_the_start()
    {
        var file = Path.GetTempFileName();
        var refused = Assert.Throws<StartRefusedException>(() => Settings(file));
        Assert.StartsWith("Loyalty:Streams:Folder", refused.Message);
        File.Delete(file);
        var made = Settings(file);
        Assert.Equal((file, true), (made.Folder, Directory.Exists(file)));
        Assert.Empty(Directory.EnumerateFiles(file));
        Directory.Delete(file);
    }

    private static SpoolSettings Settings(string folder) => SpoolSettings.Read(
        new Microsoft.Extensions.Configuration.ConfigurationManager { ["Loyalty:Streams:Folder"] = folder });

    private static ResultSpool Spool(SpoolSettings? settings = null) =>
        new(settings ?? new SpoolSettings(), TimeProvider.System, NullLogger<ResultSpool>.Instance);

    private static async Task AddAsync(SpoolFile file, List<byte> written, int count)
    {
        var bytes = RandomNumberGenerator.GetBytes(count);
        Assert.Equal(count, await file.AddAsync(bytes, default));
        written.AddRange(bytes);
    }

    private static async Task TakeAsync(SpoolFile file, List<byte> read, int count)
    {
        var into = new byte[64 * 1024];
        while (count > 0)
        {
            var got = await file.TakeAsync(into.AsMemory(0, Math.Min(count, into.Length)), default);
            read.AddRange(into[..got]);
            count -= got;
        }
    }

    private static async Task<long> FillAsync(SpoolFile file, int most = int.MaxValue)
    {
        long all = 0;
        var piece = new byte[Math.Min(50_000, most)];
        while (all < most && await file.AddAsync(piece, default) is > 0 and var count)
            all += count;
        return all;
    }
}
