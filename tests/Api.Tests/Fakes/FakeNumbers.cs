using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api.Tests;

/// <summary>There are no schemes, and nobody has a number.</summary>
internal sealed class FakeNumbers : INumberStore
{
    public Task<IReadOnlyList<NumberScheme>> LoadSchemesAsync() => Task.FromResult<IReadOnlyList<NumberScheme>>([]);

    public Task<NumberScheme?> FindSchemeAsync(string scheme) => Task.FromResult<NumberScheme?>(null);

    public Task<bool> SaveSchemeAsync(NumberScheme scheme) => throw new NotSupportedException();

    public Task<MemberNumber?> FindAsync(SchemeNumber number) => Task.FromResult<MemberNumber?>(null);

    public Task<IReadOnlyList<MemberNumber>> FindAsync(IReadOnlyList<SchemeNumber> numbers) => Task.FromResult<IReadOnlyList<MemberNumber>>([]);

    public Task<IReadOnlyList<MemberNumber>> ReadMemberAsync(MemberId member) => Task.FromResult<IReadOnlyList<MemberNumber>>([]);

    public Task<IReadOnlyList<MemberNumber>> ReadMembersAsync(IReadOnlyList<MemberId> members) => Task.FromResult<IReadOnlyList<MemberNumber>>([]);

    public Task<NumberGiven> AddAsync(MemberNumber number, int perMember) => throw new NotSupportedException();

    public Task RemoveAsync(MemberId member, string numberId) => throw new NotSupportedException();

    public Task<(NumberGiven Given, int At)> ReserveAsync(IReadOnlyList<MemberNumber> numbers) => throw new NotSupportedException();

    public Task ReleaseAsync(IReadOnlyList<MemberNumber> numbers) => throw new NotSupportedException();
}
