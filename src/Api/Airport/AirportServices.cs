using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Adds the airport: check-ins, displays, briefings, disruptions. The host brings <see cref="IAirportStore"/>.</summary>
public static class AirportServices
{
    /// <summary>The least and the most seconds a display may show a recognition.</summary>
    private const int MinShownSeconds = 5, MaxShownSeconds = 600;

    /// <exception cref="StartRefusedException">A setting is not valid.</exception>
    public static void AddAirport(this IServiceCollection services, IConfiguration configuration)
    {
        var options = new AirportOptions { ShownFor = ShownFor(configuration["Loyalty:Airport:ShownSeconds"]) };
        services.AddSingleton(s => new AirportContext(
            s.GetRequiredService<Programme>(),
            s.GetRequiredService<ProgrammeClock>(),
            s.GetRequiredService<IGrainFactory>(),
            s.GetRequiredService<IAirportStore>(),
            s.GetRequiredService<IHubPublisher>(),
            options));
    }

    private static TimeSpan ShownFor(string? value)
    {
        if (value is null or "")
            return AirportOptions.DefaultShownFor;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= MinShownSeconds and <= MaxShownSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw LoyaltySettings.NotValid("Airport:ShownSeconds", $"is '{value}'; whole seconds from {MinShownSeconds} to {MaxShownSeconds} are allowed");
    }
}
