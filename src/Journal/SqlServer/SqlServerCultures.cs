using System.Globalization;

namespace Loyalty.Journal;

/// <summary>The driver needs the data of cultures (ICU), which the engine is built without.</summary>
internal static class SqlServerCultures
{
    private const string Switch = "System.Globalization.Invariant";

    /// <summary>Makes sure that they are there.</summary>
    /// <exception cref="JournalRefusedException">They are not.</exception>
    public static void Need()
    {
        if (!AreThere())
        {
            throw new JournalRefusedException(
                "Loyalty:Journal:Provider is 'sqlserver', whose driver needs the data of cultures: install libicu and set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0.");
        }

        // The environment has overruled the switch that the program was built with; the driver looks at the switch alone. Nothing else of
        // the engine may go by the language of the machine.
        AppContext.SetSwitch(Switch, false);
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    }

    private static bool AreThere()
    {
        try
        {
            return CultureInfo.GetCultureInfo("en-US", predefinedOnly: true).LCID != CultureInfo.InvariantCulture.LCID;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }
}
