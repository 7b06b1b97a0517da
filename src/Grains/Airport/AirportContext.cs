using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>What the airport's grains of a silo share.</summary>
public sealed record AirportContext(
    Programme Programme, ProgrammeClock Clock, IGrainFactory Grains, IAirportStore Store, IHubPublisher Hub, AirportOptions Options);

/// <summary>Bounds and times of the airport.</summary>
public sealed record AirportOptions
{
    /// <summary>How long a display shows a recognition, by default.</summary>
    public static readonly TimeSpan DefaultShownFor = TimeSpan.FromSeconds(30);

    /// <summary>Days before today a flight may have left that is still checked in for or disrupted: it is late, or the day has turned.</summary>
    public const int MaxDaysLate = 2;

    /// <summary>Days from today until the last flight that is checked in for.</summary>
    public const int MaxDaysAhead = 30;

    /// <summary>Check-ins of one departure: more than any aircraft has seats times places where one may show up.</summary>
    public const int MaxCheckIns = 10_000;

    /// <summary>Recognitions a display is sent when it begins to watch.</summary>
    public const int MaxShown = 20;

    /// <summary>Members who are asked at once for a briefing or a disruption.</summary>
    public const int MaxAskedAtOnce = 32;

    /// <summary>How long a display shows a recognition.</summary>
    public TimeSpan ShownFor { get; init; } = DefaultShownFor;
}
