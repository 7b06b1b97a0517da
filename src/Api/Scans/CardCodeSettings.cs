namespace Loyalty.Api;

/// <summary>How long a card's code is good.</summary>
public sealed record CardCodeSettings(TimeSpan Lives)
{
    /// <summary>Seconds when nobody says; a card makes a new code each minute.</summary>
    public const int DefaultSeconds = 120;

    /// <exception cref="StartRefusedException">The setting is not valid.</exception>
    public static CardCodeSettings Read(IConfiguration configuration) =>
        new(TimeSpan.FromSeconds(configuration.Number("CardCodes:Seconds", DefaultSeconds, 60, 3600)));
}
