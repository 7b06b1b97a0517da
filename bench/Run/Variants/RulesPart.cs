namespace Loyalty.Bench;

/// <summary>What earning rules cost a purchase: the built-in programme, the same with no rules in its place for rules, and the same with fifty.</summary>
internal static class RulesPart
{
    public const string Name = "rules", BuiltIn = "Built-in programme", None = "no rules", Fifty = "50 rules";

    public static async Task RunAsync(BenchRun run)
    {
        var builtIn = await ProgrammeFiles.WriteAsync(run.Folder, "builtin", earning: null);
        var none = await ProgrammeFiles.WriteAsync(run.Folder, "none", "");
        var fifty = await ProgrammeFiles.WriteAsync(run.Folder, "fifty", ProgrammeFiles.FiftyRules());
        await VariantLoads.RunAsync(
            run,
            Name,
            store => [Under(store, BuiltIn, builtIn), Under(store, None, none), Under(store, Fifty, fifty)]);
    }

    private static EngineVariant Under(Contender store, string subject, string programme) =>
        new(subject, store.With(Path.GetFileNameWithoutExtension(programme), $"--Loyalty:Programme={programme}"));
}
