using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Gives search keys to the persons that an engine without a search has written.</summary>
internal sealed class SearchKeyBackfill(ISqlTables tables)
{
    /// <summary>Persons that are read and written at once.</summary>
    public const int PageRows = 500;

    /// <summary>Goes on until all have keys; harmless when it is broken off or run twice. Members are found as it goes.</summary>
    /// <returns>How many were given keys.</returns>
    public async Task<long> RunAsync(CancellationToken cancellation)
    {
        for (long filled = 0; ; cancellation.ThrowIfCancellationRequested())
        {
            var rows = await tables.ReadAsync(
                new SqlStatement("SELECT member, profile FROM persons WHERE search_ready = 0 ORDER BY member LIMIT @limit", ("@limit", PageRows)),
                row => (Member: row.GetString(0), Profile: row.GetString(1)));
            if (rows.Count == 0)
                return filled;
            await tables.WriteAsync([.. rows.Select(row => Keyed(row.Member, row.Profile))]);
            filled += rows.Count;
        }
    }

    // A person that was changed meanwhile has got its keys with the change.
    private static SqlStatement Keyed(string member, string profile)
    {
        var keys = SearchKeys.Of(ProfileCodec.Decode(MemberId.Of(member), profile));
        return new SqlStatement(
            """
            UPDATE persons SET given_key = @given, family_key = @family, email_key = @email, phone_key = @phone, search_ready = 1
            WHERE member = @member AND search_ready = 0
            """,
            ("@member", member),
            ("@given", keys.GivenName),
            ("@family", keys.FamilyName),
            ("@email", keys.Email),
            ("@phone", keys.Phone));
    }
}
