using Loyalty.Api;
namespace Loyalty.Silo;

/// <summary>Invented people and partners.</summary>
internal static class DemoNames
{
    public static readonly string[] Given =
    [
        "Ada", "Noah", "Mia", "Luca", "Elena", "Leon", "Sofia", "Jonas", "Lea", "Matteo", "Nina", "Samuel", "Chiara", "Tim", "Laura",
        "Gabriel", "Alina", "Nico", "Anna", "David", "Sara", "Julian", "Emma", "Finn", "Valentina", "Marc", "Zoé", "Liam", "Lina", "Andrin",
        "Céline", "Reto", "Yasmin", "Beat", "Amélie", "Urs", "Giulia", "Pascal", "Mira", "Dario", "Aiko", "Omar", "Priya", "Mateo", "Ingrid",
    ];

    public static readonly string[] Family =
    [
        "Müller", "Meier", "Schmid", "Keller", "Weber", "Huber", "Schneider", "Meyer", "Steiner", "Fischer", "Gerber", "Brunner", "Baumann",
        "Frei", "Zimmermann", "Moser", "Widmer", "Wyss", "Graf", "Roth", "Rossi", "Bianchi", "Ferrari", "Dubois", "Favre", "Rochat", "Bonvin",
        "Lambert", "Lopes", "Silva", "Novak", "Kovács", "Okafor", "Tanaka", "Singh", "Haddad", "Larsen", "Jansen", "Murphy", "Clarke",
    ];

    public static readonly string[] Airports = ["ZRH", "GVA", "BSL", "LUG", "BRN", "MXP", "MUC", "FRA", "VIE", "LYS"];

    public static readonly string[] Partners =
        ["Hotel Seeblick", "Alpen Rent a Car", "Bergbahn Plus", "Kaffee Nord", "Velo City", "Galerie am Platz", "Ticketkontor", "Weinhaus Rebberg"];

    public static readonly string[] Locales = ["de-CH", "fr-CH", "it-CH", "en-GB"];
}
