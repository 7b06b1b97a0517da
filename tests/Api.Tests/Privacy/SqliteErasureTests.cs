using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

public sealed class SqliteErasureTests : ErasureContract
{
    private protected override bool IsScrubbed => true;

    private protected override Task<string[]> JournalAsync() => Task.FromResult<string[]>([]);

    /// <summary>Every byte of every file in the engine's folder: database, write-ahead log, what lies beside.</summary>
    private protected override async Task<byte[]> StoredAsync(EngineProcess engine)
    {
        using var all = new MemoryStream();
        foreach (var path in Directory.EnumerateFiles(engine.Folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await file.CopyToAsync(all);
        }

        return all.ToArray();
    }
}
