namespace Loyalty.Deploy.Tests;

/// <summary>The scripts of <c>deploy/sql</c>, and what Orleans 10's AdoNet providers ask of them.</summary>
internal static class OrleansScripts
{
    /// <summary>Every key that the providers for clustering, reminders and storage read, with the parameters they give it.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Parameters = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["InsertMembershipVersionKey"] = ["DeploymentId"],
        ["InsertMembershipKey"] =
        [
            "DeploymentId", "IAmAliveTime", "SiloName", "HostName", "Address", "Port", "Generation", "StartTime", "Status", "ProxyPort", "Version",
        ],
        ["UpdateMembershipKey"] = ["DeploymentId", "Address", "Port", "Generation", "IAmAliveTime", "Status", "SuspectTimes", "Version"],
        ["UpdateIAmAlivetimeKey"] = ["DeploymentId", "Address", "Port", "Generation", "IAmAliveTime"],
        ["MembershipReadRowKey"] = ["DeploymentId", "Address", "Port", "Generation"],
        ["MembershipReadAllKey"] = ["DeploymentId"],
        ["GatewaysQueryKey"] = ["DeploymentId", "Status"],
        ["DeleteMembershipTableEntriesKey"] = ["DeploymentId"],
        ["CleanupDefunctSiloEntriesKey"] = ["DeploymentId", "IAmAliveTime"],
        ["UpsertReminderRowKey"] = ["ServiceId", "GrainHash", "GrainId", "ReminderName", "StartTime", "Period"],
        ["ReadReminderRowKey"] = ["ServiceId", "GrainId", "ReminderName"],
        ["ReadReminderRowsKey"] = ["ServiceId", "GrainId"],
        ["ReadRangeRows1Key"] = ["ServiceId", "BeginHash", "EndHash"],
        ["ReadRangeRows2Key"] = ["ServiceId", "BeginHash", "EndHash"],
        ["DeleteReminderRowKey"] = ["ServiceId", "GrainId", "ReminderName", "Version"],
        ["DeleteReminderRowsKey"] = ["ServiceId"],
        ["ReadFromStorageKey"] = StorageKey,
        ["WriteToStorageKey"] = [.. StorageKey, "GrainStateVersion", "PayloadBinary"],
        ["ClearStorageKey"] = [.. StorageKey, "GrainStateVersion"],
        ["DeleteStorageKey"] = [.. StorageKey, "GrainStateVersion"],
    };

    private static string[] StorageKey =>
        ["GrainIdHash", "GrainIdN0", "GrainIdN1", "GrainTypeHash", "GrainTypeString", "GrainIdExtensionString", "ServiceId"];

    /// <summary>The files of a database, in order.</summary>
    public static IReadOnlyList<string> Of(string database) =>
        [.. Directory.GetFiles(RepositoryFiles.At($"deploy/sql/{database}"), "*.sql").Order(StringComparer.Ordinal)];
}
