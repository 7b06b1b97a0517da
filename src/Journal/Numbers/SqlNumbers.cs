using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Schemes and members' numbers in tables of their own, beside the persons.</summary>
internal sealed class SqlNumbers(ISqlTables tables) : INumberStore
{
    /// <summary>Members or numbers that are asked for in one statement.</summary>
    public const int AskedAtOnce = 100;

    public Task<IReadOnlyList<NumberScheme>> LoadSchemesAsync() =>
        tables.ReadAsync(new SqlStatement("SELECT id, body FROM number_schemes ORDER BY id"), SchemeRow.Read);

    public async Task<NumberScheme?> FindSchemeAsync(string scheme) => (await tables.ReadAsync(
        new SqlStatement("SELECT id, body FROM number_schemes WHERE id = @id", ("@id", scheme)), SchemeRow.Read)).SingleOrDefault();

    public async Task<bool> SaveSchemeAsync(NumberScheme scheme)
    {
        await tables.WriteAsync(SchemeRow.Save(scheme));
        return await FindSchemeAsync(scheme.Id) is not null;
    }

    public async Task<MemberNumber?> FindAsync(SchemeNumber number) => (await FindAsync([number])).SingleOrDefault();

    public async Task<IReadOnlyList<MemberNumber>> FindAsync(IReadOnlyList<SchemeNumber> numbers)
    {
        var found = new List<MemberNumber>();
        foreach (var some in numbers.Chunk(AskedAtOnce))
            found.AddRange(await tables.ReadAsync(Asking(some, NumberRow.IsHeld), NumberRow.Read));
        return found;
    }

    public Task<IReadOnlyList<MemberNumber>> ReadMemberAsync(MemberId member) => ReadMembersAsync([member]);

    public async Task<IReadOnlyList<MemberNumber>> ReadMembersAsync(IReadOnlyList<MemberId> members)
    {
        var found = new List<MemberNumber>();
        foreach (var some in members.Order(Comparer<MemberId>.Create((one, other) => string.CompareOrdinal(one.Value, other.Value))).Chunk(AskedAtOnce))
        {
            found.AddRange(await tables.ReadAsync(
                new SqlStatement(
                    $"""
                    SELECT {NumberRow.Columns} FROM member_numbers n
                    WHERE n.member IN ({string.Join(", ", some.Select((_, i) => $"@m{i}"))}) AND {NumberRow.IsHeld} ORDER BY n.member, n.place
                    """,
                    [.. some.Select((member, i) => ($"@m{i}", (object?)member.Value))]),
                NumberRow.Read));
        }

        return found;
    }

    public async Task<NumberGiven> AddAsync(MemberNumber number, int perMember)
    {
        SqlStatement[] room = perMember == 1 ? [NumberRow.DropOthers(number)] : [];
        await tables.WriteAsync([PersonRow.Hold(number.Member), NumberRow.DropStale(number), .. room, NumberRow.Insert(number, perMember)]);
        return await StandingAsync(number);
    }

    public Task RemoveAsync(MemberId member, string numberId) => tables.WriteAsync(
    [
        new SqlStatement("DELETE FROM member_numbers WHERE member = @member AND id = @id", ("@member", member.Value), ("@id", numberId)),
    ]);

    public async Task<(NumberGiven Given, int At)> ReserveAsync(IReadOnlyList<MemberNumber> numbers)
    {
        await tables.WriteAsync([.. numbers.SelectMany(number => new[] { NumberRow.DropStale(number), NumberRow.Insert(number, NumberScheme.MaxOfMember) })]);
        for (var i = 0; i < numbers.Count; i++)
        {
            if (await RowAsync(numbers[i]) is { } row && row.NumberId == numbers[i].NumberId)
                continue;
            var standing = await StandingAsync(numbers[i]);
            await ReleaseAsync(numbers);
            return (standing == NumberGiven.Given ? NumberGiven.Taken : standing, i);
        }

        return (NumberGiven.Given, 0);
    }

    public Task ReleaseAsync(IReadOnlyList<MemberNumber> numbers) => tables.WriteAsync([.. numbers.Select(NumberRow.Release)]);

    private static SqlStatement Asking(IReadOnlyList<SchemeNumber> numbers, string condition) => new(
        $"""
        SELECT {NumberRow.Columns} FROM member_numbers n
        WHERE ({string.Join(" OR ", numbers.Select((_, i) => $"(n.scheme = @s{i} AND n.number = @n{i})"))}) AND {condition}
        ORDER BY n.scheme, n.number
        """,
        [.. numbers.SelectMany((number, i) => new[] { ($"@s{i}", (object?)number.Scheme), ($"@n{i}", number.Number) })]);

    private async Task<MemberNumber?> RowAsync(MemberNumber number) => (await tables.ReadAsync(
        Asking([new SchemeNumber(number.Scheme, number.Number)], "n.place > 0"), NumberRow.Read)).SingleOrDefault();

    private async Task<NumberGiven> StandingAsync(MemberNumber number)
    {
        if (await RowAsync(number) is { } row)
        {
            return row.Member == number.Member ? NumberGiven.Given
                : await FindAsync(new SchemeNumber(number.Scheme, number.Number)) is null ? NumberGiven.Awaited
                : NumberGiven.Taken;
        }

        var erased = await tables.ReadAsync(
            new SqlStatement("SELECT 1 FROM persons WHERE member = @member AND erased_at IS NOT NULL", ("@member", number.Member.Value)), row => row.GetInt32(0));
        return erased.Count > 0 ? NumberGiven.Erased : NumberGiven.TooMany;
    }
}
