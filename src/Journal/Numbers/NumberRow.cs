using System.Data.Common;
using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>A member's number as a row. It is the member's while the person is held.</summary>
internal static class NumberRow
{
    /// <summary>In the order that <see cref="Read"/> takes them.</summary>
    public const string Columns = "n.member, n.id, n.scheme, n.number, n.at";

    /// <summary>That the person of a row is held.</summary>
    public const string IsHeld = "EXISTS (SELECT 1 FROM persons held WHERE held.member = n.member AND held.erased_at IS NULL)";

    /// <summary>Lets go of what was kept for an enrolment that did not come about.</summary>
    public static SqlStatement DropStale(MemberNumber number) => new(
        """
        DELETE FROM member_numbers WHERE scheme = @scheme AND number = @number AND at < @stale
            AND NOT EXISTS (SELECT 1 FROM persons held WHERE held.member = member_numbers.member AND held.erased_at IS NULL)
        """,
        ("@scheme", number.Scheme),
        ("@number", number.Number),
        ("@stale", Instants.ToMicroseconds(number.At - INumberStore.ReservedFor)));

    /// <summary>Makes room for the one number of a scheme, unless it is another's.</summary>
    public static SqlStatement DropOthers(MemberNumber number) => new(
        """
        DELETE FROM member_numbers WHERE member = @member AND scheme = @scheme AND number <> @number
            AND NOT EXISTS (SELECT 1 FROM member_numbers other WHERE other.scheme = @scheme AND other.number = @number AND other.member <> @member)
        """,
        ("@member", number.Member.Value),
        ("@scheme", number.Scheme),
        ("@number", number.Number));

    // There is one writer at a time: of two at once the second sees the first, and the unique key says the same.
    public static SqlStatement Insert(MemberNumber number, int perMember) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO member_numbers (member, id, scheme, number, place, at)
            SELECT @member, @id, @scheme, @number, (SELECT coalesce(max(last.place), 0) + 1 FROM member_numbers last WHERE last.member = @member), @at
            WHERE NOT EXISTS (SELECT 1 FROM member_numbers taken WHERE taken.scheme = @scheme AND taken.number = @number)
            AND NOT EXISTS (SELECT 1 FROM persons gone WHERE gone.member = @member AND gone.erased_at IS NOT NULL)
            AND (SELECT count(*) FROM member_numbers all_of WHERE all_of.member = @member) < {NumberScheme.MaxOfMember}
            AND (SELECT count(*) FROM member_numbers same WHERE same.member = @member AND same.scheme = @scheme) < @most
            """),
        ("@member", number.Member.Value),
        ("@id", number.NumberId),
        ("@scheme", number.Scheme),
        ("@number", number.Number),
        ("@at", Instants.ToMicroseconds(number.At)),
        ("@most", (long)perMember));

    /// <summary>Gives up what was kept, where nobody was enrolled with it.</summary>
    public static SqlStatement Release(MemberNumber number) => new(
        """
        DELETE FROM member_numbers WHERE member = @member AND id = @id
            AND NOT EXISTS (SELECT 1 FROM persons held WHERE held.member = @member AND held.erased_at IS NULL)
        """,
        ("@member", number.Member.Value),
        ("@id", number.NumberId));

    /// <summary>Takes all numbers from a member.</summary>
    public static SqlStatement Erase(MemberId member) => new("DELETE FROM member_numbers WHERE member = @member", ("@member", member.Value));

    public static MemberNumber Read(DbDataReader row) => new(
        MemberId.Of(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetString(3), Instants.FromMicroseconds(row.GetInt64(4)));
}
