using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Messages to browsers in words: no name, no number, no amount.</summary>
public static class PushWords
{
    private static readonly Dictionary<string, string[]> Months = new(StringComparer.Ordinal)
    {
        ["de"] = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
        ["fr"] = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        ["it"] = ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"],
        ["en"] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    };

    /// <summary>The words of a message.</summary>
    /// <param name="language">As <see cref="GreetingWords.LanguageOf"/> gives it.</param>
    public static (string Title, string Body) Of(PushMessage message, string language)
    {
        var (tier, day, flight) = (message.Tier ?? "", message.Day is { } date ? Day(date, language) : "", message.Flight ?? "");
        return (message.Kind, language) switch
        {
            (PushKind.TierReached, "de") => ($"Sie haben {tier} erreicht", "Ihre neuen Vorteile stehen auf Ihrer Karte."),
            (PushKind.TierReached, "fr") => ($"Vous avez atteint {tier}", "Vos nouveaux avantages sont sur votre carte."),
            (PushKind.TierReached, "it") => ($"Ha raggiunto {tier}", "I nuovi vantaggi sono sulla Sua carta."),
            (PushKind.TierReached, _) => ($"You have reached {tier}", "Your new benefits are on your card."),
            (PushKind.Disrupted, "de") => ($"Neues zu Ihrem Flug {flight}", $"Ihr Flug am {day} ist betroffen. Bitte beachten Sie die Anzeigen."),
            (PushKind.Disrupted, "fr") => ($"Du nouveau pour votre vol {flight}", $"Votre vol du {day} est concerné. Veuillez consulter les écrans."),
            (PushKind.Disrupted, "it") => ($"Novità sul Suo volo {flight}", $"Il Suo volo del {day} è interessato. Consulti i tabelloni."),
            (PushKind.Disrupted, _) => ($"News about your flight {flight}", $"Your flight on {day} is affected. Please look at the boards."),
            (_, "de") => ($"{tier} endet am {day}", "Ihre Karte zeigt, was die Stufe erhält."),
            (_, "fr") => ($"{tier} prend fin le {day}", "Votre carte indique ce qui permet de le conserver."),
            (_, "it") => ($"{tier} termina il {day}", "La Sua carta mostra che cosa lo mantiene."),
            _ => ($"{tier} ends on {day}", "Your card shows what keeps it."),
        };
    }

    private static string Day(DateOnly day, string language)
    {
        var month = Months[language][day.Month - 1];
        return language switch
        {
            "de" => string.Create(CultureInfo.InvariantCulture, $"{day.Day}. {month} {day.Year}"),
            "fr" when day.Day == 1 => string.Create(CultureInfo.InvariantCulture, $"1er {month} {day.Year}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {month} {day.Year}"),
        };
    }
}
