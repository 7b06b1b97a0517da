namespace Loyalty.Domain;

/// <summary>The night, in which nobody's phone sounds for what can wait until the morning.</summary>
public static class QuietHours
{
    /// <summary>Hours of the programme's day: from one in the evening to one in the morning.</summary>
    public const int From = 21, Until = 8;

    /// <summary>The instant itself by day; the end of the night it lies in else.</summary>
    public static DateTimeOffset After(DateTimeOffset instant, Programme programme)
    {
        var local = TimeZoneInfo.ConvertTime(instant, programme.TimeZone);
        if (local.Hour is >= Until and < From)
            return instant;
        var day = DateOnly.FromDateTime(local.DateTime);
        var morning = (local.Hour >= From ? day.AddDays(1) : day).ToDateTime(new TimeOnly(Until, 0));
        return new DateTimeOffset(morning, programme.TimeZone.GetUtcOffset(morning)).ToUniversalTime();
    }
}
