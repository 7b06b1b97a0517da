namespace Loyalty.Api;

/// <summary>Orleans' own dashboard, as far as the API has to know of it.</summary>
public static class DashboardPage
{
    /// <summary>Its address.</summary>
    public const string Path = "/dashboard";

    /// <summary>Its files are its own and from here, but its charts and its menu set styles.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
