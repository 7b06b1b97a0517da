using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A lot that is to be issued.</summary>
public sealed record LotBody : IJsonShape<IssueLot>
{
    /// <summary>Characters of a certificate's name and of a reason.</summary>
    public const int MaxNameLength = 100, MaxReasonLength = 200;

    public required string LotId { get; init; }

    public required LotKind Kind { get; init; }

    /// <summary>The member; left out: the lot gets a code, which is in the answer and never again.</summary>
    public string? Owner { get; init; }

    public decimal? Value { get; init; }

    public string? Currency { get; init; }

    public decimal? Percent { get; init; }

    public string? Name { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public LotRestrictionsView? Restrictions { get; init; }

    /// <summary>Of a coupon for many, which has no owner.</summary>
    public LotUsesBody? Uses { get; init; }

    public required string Reason { get; init; }

    public static IssueLot? Read(JsonFields fields)
    {
        var id = fields.Parsed("lotId", Domain.LotId.Parse);
        var kind = LotFields.Kind(fields);
        var owner = fields.Text("owner", text => Domain.MemberId.Parse(text).Refusal?.Detail);
        var (value, currency) = LotFields.Value(fields, kind);
        var percent = LotFields.Percent(fields, kind, value is not null);
        var name = fields.Text("name", MaxNameLength, required: kind == LotKind.Certificate);
        var (from, to) = (LotFields.Day(fields, "from"), LotFields.Day(fields, "to"));
        var restrictions = LotFields.Restrictions(fields);
        var (uses, perMember) = LotFields.Uses(fields, kind, owner);
        var reason = fields.Text("reason", MaxReasonLength, required: true);
        return fields.Faults.None && from is not null && to is not null
            ? new IssueLot(owner, new NewLot(
                id!.Value.Value, kind!.Value, value, currency, percent, name, from.Value, to.Value, restrictions, uses, perMember, "operator", reason))
            : null;
    }
}

/// <summary>A lot and whose it is to be.</summary>
public sealed record IssueLot(string? Owner, NewLot Lot)
{
    /// <summary>The key of the grain that issues it.</summary>
    public string Grain => Owner ?? RewardOwners.OfCode(Lot.LotId);

    /// <summary>The command, with a code where nobody is to own the lot.</summary>
    public NewLot From(string source) => Lot with { Source = source, Code = Owner is null ? RewardCodes.NewCode() : null };
}

/// <summary>How often a coupon for many can be used.</summary>
/// <param name="PerMember">By one member; left out: as often as it can be used.</param>
public sealed record LotUsesBody(int Total, int? PerMember = null);

/// <summary>Why something is done.</summary>
public sealed record RevocationBody : IJsonShape<RevocationBody>
{
    public required string Reason { get; init; }

    public static RevocationBody? Read(JsonFields fields) =>
        fields.Text("reason", LotBody.MaxReasonLength, required: true) is { } reason ? new RevocationBody { Reason = reason } : null;
}

/// <summary>A code, as somebody typed it.</summary>
public sealed record CodeBody : IJsonShape<CodeBody>
{
    /// <summary>Characters of a code as people write it.</summary>
    public const int MaxLength = 40;

    public required string Code { get; init; }

    // What it was is told to nobody.
    public static CodeBody? Read(JsonFields fields) => fields.Text("code", MaxLength, required: true) is { } code ? new CodeBody { Code = code } : null;
}
