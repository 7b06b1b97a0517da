using Xunit.Abstractions;
using Xunit.Sdk;

namespace Loyalty.Contracts;

/// <summary>
/// A fact of a suite that several classes inherit. Where a class is marked with what it needs
/// (<see cref="RunsOnPostgresAttribute"/>, <see cref="RunsOnSqlServerAttribute"/>) and that is missing, it shows as skipped there and there alone.
/// </summary>
[XunitTestCaseDiscoverer("Loyalty.Contracts.ContractFactDiscoverer", "Loyalty.Contracts")]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>Finds the facts of a suite in the classes that inherit it.</summary>
public sealed class ContractFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new ContractTestCase(
            DiagnosticMessageSink,
            discoveryOptions.MethodDisplayOrDefault(),
            discoveryOptions.MethodDisplayOptionsOrDefault(),
            testMethod);
}

/// <summary>One fact of a suite in one class.</summary>
public sealed class ContractTestCase : XunitTestCase
{
    [Obsolete("For the framework's deserialization.")]
    public ContractTestCase()
    {
    }

    public ContractTestCase(
        IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod testMethod)
        : base(messages, display, options, testMethod)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        base.GetSkipReason(factAttribute)
        ?? (IsMarked(typeof(RunsOnPostgresAttribute)) ? PostgresNeed.SkipReason : null)
        ?? (IsMarked(typeof(RunsOnSqlServerAttribute)) ? SqlServerNeed.SkipReason : null);

    private bool IsMarked(Type need) => TestMethod.TestClass.Class.GetCustomAttributes(need).Any();
}
