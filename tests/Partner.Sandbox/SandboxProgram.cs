namespace Loyalty.Partner.Sandbox;

/// <summary>A partner on its own, for trying the engine out: <c>Loyalty.Partner.Sandbox [url] [file] [token]</c>.</summary>
internal static class SandboxProgram
{
    public static async Task Main(string[] args)
    {
        var url = args.ElementAtOrDefault(0) ?? "http://127.0.0.1:5090";
        var file = args.ElementAtOrDefault(1) ?? "partner.jsonl";
        await using var partner = await SandboxPartner.StartAsync(args.ElementAtOrDefault(2) ?? "sandbox", file, url);
        Console.WriteLine($"A partner listens on {partner.Url}, with its book in {file}; PUT /sandbox says how it behaves.");
        await partner.WaitAsync();
    }
}
