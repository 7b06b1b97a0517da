using System.Globalization;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Greetings in words, without the name: a display sets that beside them.</summary>
public static class GreetingWords
{
    /// <summary>The language for whoever speaks none of ours.</summary>
    public const string DefaultLanguage = "en";

    private static readonly Dictionary<(string Language, GreetingKind Kind), string> Words = new()
    {
        [("en", GreetingKind.Welcome)] = "Welcome",
        [("en", GreetingKind.WelcomeBack)] = "Welcome back",
        [("en", GreetingKind.WelcomeHighest)] = "A very warm welcome",
        [("en", GreetingKind.NewTier)] = "Congratulations on {0}",
        [("de", GreetingKind.Welcome)] = "Willkommen",
        [("de", GreetingKind.WelcomeBack)] = "Willkommen zurück",
        [("de", GreetingKind.WelcomeHighest)] = "Herzlich willkommen",
        [("de", GreetingKind.NewTier)] = "Glückwunsch zu {0}",
        [("fr", GreetingKind.Welcome)] = "Bienvenue",
        [("fr", GreetingKind.WelcomeBack)] = "Heureux de vous revoir",
        [("fr", GreetingKind.WelcomeHighest)] = "Très chaleureuse bienvenue",
        [("fr", GreetingKind.NewTier)] = "Félicitations pour le statut {0}",
        [("it", GreetingKind.Welcome)] = "Le diamo il benvenuto",
        [("it", GreetingKind.WelcomeBack)] = "È un piacere rivederla",
        [("it", GreetingKind.WelcomeHighest)] = "Un caloroso benvenuto",
        [("it", GreetingKind.NewTier)] = "Congratulazioni per lo status {0}",
    };

    /// <summary>The language of a locale, as <c>de</c> of <c>de-CH</c>, where greetings are held in it.</summary>
    public static string LanguageOf(string? locale)
    {
        var language = locale?.Split('-', 2)[0].ToLowerInvariant();
        return language is "de" or "fr" or "it" ? language : DefaultLanguage;
    }

    /// <summary>The words of a greeting.</summary>
    /// <param name="tier">Name of the tier held.</param>
    /// <param name="language">As <see cref="LanguageOf"/> gives it.</param>
    public static string Of(Greeting greeting, string tier, string language) => greeting.Kind == GreetingKind.Anniversary
        ? Anniversary(greeting.Years ?? 1, language)
        : string.Format(CultureInfo.InvariantCulture, Words[(language, greeting.Kind)], tier);

    private static string Anniversary(int years, string language) => (language, years) switch
    {
        ("de", 1) => "Seit einem Jahr Mitglied: danke",
        ("de", _) => $"Seit {years} Jahren Mitglied: danke",
        ("fr", 1) => "Membre depuis un an : merci",
        ("fr", _) => $"Membre depuis {years} ans : merci",
        ("it", 1) => "Con noi da un anno: grazie",
        ("it", _) => $"Con noi da {years} anni: grazie",
        (_, 1) => "A member for one year: thank you",
        _ => $"A member for {years} years: thank you",
    };
}
