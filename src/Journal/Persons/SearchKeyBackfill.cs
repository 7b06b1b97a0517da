using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>
/// Gives search keys to the persons that an engine without a search has written, and new ones to those whose keys were made in another
/// way than this engine's.
/// </summary>
internal sealed class SearchKeyBackfill(ISqlTables tables)
{
    /// <summary>Persons that are read and written at once.</summary>
    public const int PageRows = 500;

    /// <summary>The fact that says by which version all keys were made.</summary>
    public const string VersionFact = "search-keys";

    private readonly SqlFacts _facts = new(tables);

    /// <summary>Goes on until all have keys; harmless when it is broken off or run twice. Members are found as it goes.</summary>
    /// <returns>How many were given keys.</returns>
    public async Task<long> RunAsync(CancellationToken cancellation)
    {
        if (await _facts.ReadAsync(VersionFact) == SearchKeys.Version)
            return await RunAsync("search_ready = 0 AND member > @after", cancellation);
        var made = await RunAsync("member > @after", cancellation);
        await _facts.WriteAsync(VersionFact, SearchKeys.Version);
        return made;
    }

    private async Task<long> RunAsync(string which, CancellationToken cancellation)
    {
        var (made, after) = (0L, "");
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = await tables.ReadAsync(
                new SqlStatement(
                    $"SELECT member, profile, given_key, family_key, email_key, phone_key, search_ready FROM persons WHERE {which} ORDER BY member LIMIT @limit",
                    ("@after", after),
                    ("@limit", PageRows)),
                row => (
                    Member: row.GetString(0),
                    Profile: row.GetString(1),
                    Keys: new SearchKeys(Text(row, 2), Text(row, 3), Text(row, 4), Text(row, 5)),
                    IsReady: row.GetInt32(6) != 0));
            if (rows.Count == 0)
                return made;
            var keyed = rows
                .Select(row => (row.Member, row.Profile, row.IsReady, row.Keys, New: KeysOf(row.Member, row.Profile)))
                .Where(row => !row.IsReady || row.Keys != row.New)
                .ToList();
            if (keyed.Count > 0)
                await tables.WriteAsync([.. keyed.Select(row => Keyed(row.Member, row.Profile, row.New))]);
            made += keyed.Count;
            after = rows[^1].Member;
        }
    }

    // Nobody is found by a profile that cannot be read, and it keeps nobody else from being found.
    private static SearchKeys KeysOf(string member, string profile)
    {
        try
        {
            return SearchKeys.Of(ProfileCodec.Decode(MemberId.Of(member), profile));
        }
        catch (JournalDamagedException)
        {
            return new SearchKeys(null, null, null, null);
        }
    }

    // A person that was changed meanwhile has got its keys with the change.
    private static SqlStatement Keyed(string member, string profile, SearchKeys keys) => new(
        """
        UPDATE persons SET given_key = @given, family_key = @family, email_key = @email, phone_key = @phone, search_ready = 1
        WHERE member = @member AND profile = @profile
        """,
        ("@member", member),
        ("@profile", profile),
        ("@given", keys.GivenName),
        ("@family", keys.FamilyName),
        ("@email", keys.Email),
        ("@phone", keys.Phone));

    private static string? Text(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
