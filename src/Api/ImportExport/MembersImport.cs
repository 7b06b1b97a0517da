using System.IO.Pipelines;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>
/// Takes over the persons of an existing programme as CSV: members who are not there are enrolled, those who are get what a row has. A row that is
/// refused is named and does not stop the others; one that changes nothing is a duplicate.
/// </summary>
public sealed class MembersImport(IGrainFactory grains, MemberNumbers numbers, TimeProvider time)
{
    /// <summary>Rows of a page.</summary>
    public const int PageRows = 1_000;

    /// <summary>Members taken at once.</summary>
    public const int MaxMembersAtOnce = 64;

    /// <summary>How such members have come.</summary>
    private const string Channel = "import";

    /// <summary>Reads the header.</summary>
    /// <returns>Refused with <c>import-header-not-valid</c>.</returns>
    public async Task<Checked<ImportFile>> OpenAsync(PipeReader body, CancellationToken cancellation)
    {
        var records = CsvRecords.ReadAsync(body, cancellation).GetAsyncEnumerator(cancellation);
        var header = ImportHeader.Read(await records.MoveNextAsync() ? records.Current : null, MemberImportLine.Columns, MemberImportLine.Required);
        if (header.Refusal is null)
            return new ImportFile(records, header.Value, new ImportTally(time));
        await records.DisposeAsync();
        return header.Refusal;
    }

    /// <summary>Takes all rows; what has become of them can be read from the file's tally all the while.</summary>
    /// <param name="source">Who changes profiles, as the stream of persons tells.</param>
    public async Task RunAsync(ImportFile file, IServiceProvider services, string source, CancellationToken cancellation)
    {
        for (var more = true; more;)
        {
            var page = new List<MemberImportLine>();
            while (page.Count < PageRows && (more = await file.Records.MoveNextAsync()))
                page.Add(MemberImportLine.Read(file.Records.Current, file.Header, services));
            RefuseSecond(page);
            file.Tally.Add(page.Where(line => line.Error is not null).Select(line => line.Error!));
            await Parallel.ForEachAsync(
                page.Where(line => line.Row is not null).GroupBy(line => line.Member, line => line.Row!),
                new ParallelOptions { MaxDegreeOfParallelism = MaxMembersAtOnce, CancellationToken = cancellation },
                async (rows, stop) =>
                {
                    foreach (var row in rows)
                    {
                        stop.ThrowIfCancellationRequested();
                        file.Tally.Add(rows.Key, await TakeAsync(rows.Key, row, source, stop));
                    }
                });
        }
    }

    // Members are taken at once: of two rows that want one number the first has it.
    private static void RefuseSecond(List<MemberImportLine> page)
    {
        var wanted = new Dictionary<SchemeNumber, MemberId>();
        for (var i = 0; i < page.Count; i++)
        {
            var (member, row, _) = page[i];
            if (row is null)
                continue;
            if (row.Numbers.Any(number => wanted.TryGetValue(number, out var other) && other != member))
                page[i] = new MemberImportLine(default, null, ImportError.Of(row.Line, MemberNumbers.Taken("numbers")));
            else
                row.Numbers.ToList().ForEach(number => wanted[number] = member);
        }
    }

    private async Task<ImportOutcome> TakeAsync(MemberId member, MemberImportRow row, string source, CancellationToken cancellation)
    {
        for (var retry = 0; ; retry++)
        {
            try
            {
                return await TakeAsync(member, row, source);
            }
            catch (EngineBusyException) when (retry < HistoryImport.MaxBusyRetries)
            {
                await Task.Delay(HistoryImport.FirstBusyWait * (1 << retry), cancellation);
            }
        }
    }

    private async Task<ImportOutcome> TakeAsync(MemberId member, MemberImportRow row, string source)
    {
        var account = grains.LoyaltyAccount(member);
        var held = await account.GetMember();
        if (held.Refusal?.Code == "unknown-member")
        {
            var enrolled = await account.Enrol(new EnrolMember(Channel, row.Profile, IdempotencyKey: null, row.Numbers));
            if (enrolled.Refusal?.Code != "member-exists")
                return enrolled.Refusal is { } refused ? Refused(row, refused) : new ImportOutcome(1, 0, []);
            held = await account.GetMember();
        }

        return held.Refusal is { } refusal ? Refused(row, refusal) : await FillInAsync(account, held.Value!, member, row, source);
    }

    // Numbers first: what is another's leaves the profile as it was.
    private async Task<ImportOutcome> FillInAsync(ILoyaltyAccountGrain account, MemberView held, MemberId member, MemberImportRow row, string source)
    {
        var before = await numbers.Store.ReadMemberAsync(member);
        var missing = row.Numbers.Where(number => !before.Any(one => one.Scheme == number.Scheme && one.Number == number.Number)).ToList();
        foreach (var number in missing)
        {
            if ((await numbers.AddAsync(member, number.Scheme, number.Number)).Refusal is { } refused)
                return Refused(row, refused);
        }

        var change = new ProfileChange(row.Fields, Source: source);
        if (change.ChangesNothing(held))
            return missing.Count > 0 ? new ImportOutcome(1, 0, []) : new ImportOutcome(0, 1, []);
        return (await account.ChangeProfile(change)).Refusal is { } refusal ? Refused(row, refusal) : new ImportOutcome(1, 0, []);
    }

    private static ImportOutcome Refused(MemberImportRow row, Refusal refusal) => new(0, 0, [ImportError.Of(row.Line, refusal)]);
}
