using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Loyalty.Bench;

// args: the file that gets the numbers.
var samples = new List<MicroSample>();

// In this process: nothing is built for it, so that it needs no network and little time.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default);
foreach (var summary in BenchmarkRunner.Run([typeof(DomainBenchmarks), typeof(DispatchBenchmarks)], config))
{
    if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => report.ResultStatistics is null))
        return 1;
    samples.AddRange(summary.Reports.SelectMany(Numbers));
}

// The memory last: its journal of millions of rows would make every collection before it a long one.
samples.AddRange(await LiveMembers.MeasureAsync());
await MicroSample.WriteAsync(args[0], samples);
return 0;

static IEnumerable<MicroSample> Numbers(BenchmarkReport report)
{
    // The runner puts names of several words in quotes.
    var subject = report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
    foreach (var measured in report.ResultStatistics!.OriginalValues)
        yield return new MicroSample(subject, "ns", measured);
    yield return new MicroSample(subject, "bytes allocated", report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
}
