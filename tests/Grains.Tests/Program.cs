using System.Globalization;

namespace Loyalty.Grains.Tests;

/// <summary>What a test measures in a process of its own; the test runner does not come this way.</summary>
internal static class Program
{
    /// <summary>The argument that asks what a live account weighs.</summary>
    public const string LiveAccountMemory = "live-account-memory";

    public static async Task<int> Main(string[] args)
    {
        if (args is not [LiveAccountMemory])
            return 2;
        Console.Write((await LiveAccountMemoryTests.MeasureAsync()).ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
