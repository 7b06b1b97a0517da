using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Loyalty.Domain;

/// <summary>
/// The codes of ISO 4217 list three that were withdrawn more than 36 months ago, each with the month. Known so that a refusal can say
/// what became of them; none is taken.
/// </summary>
public static class WithdrawnCurrencies
{
    private const string Table = """
        ADP 2003-07 Andorran peseta
        AFA 2003-01 old afghani
        ALK 1989-12 old lek
        AOK 1991-03 old kwanza
        AON 2000-02 new kwanza
        AOR 2000-02 adjusted kwanza
        ARA 1992-01 austral
        ARP 1985-07 peso argentino
        ATS 2002-03 Austrian schilling
        AYM 2005-10 Azerbaijan manat
        AZM 2005-12 old Azerbaijan manat
        BAD 1998-07 dinar of Bosnia and Herzegovina
        BEF 2002-03 Belgian franc
        BGL 2003-11 old lev
        BOP 1987-02 peso boliviano
        BRB 1986-03 cruzeiro
        BRC 1989-02 cruzado
        BRE 1993-03 cruzeiro
        BRN 1990-03 new cruzado
        BRR 1994-07 cruzeiro real
        BUK 1990-02 kyat of Burma
        BYB 2001-01 first Belarusian ruble
        BYR 2017-01 second Belarusian ruble
        CHC 2004-11 WIR franc
        CSD 2006-10 dinar of Serbia and Montenegro
        CSK 1993-03 Czechoslovak koruna
        CUC 2021-06 Cuban convertible peso
        CYP 2008-01 Cyprus pound
        DDM 1990-09 mark of the GDR
        DEM 2002-03 Deutsche Mark
        ECS 2000-09 sucre
        EEK 2011-01 kroon
        ESP 2002-03 Spanish peseta
        FIM 2002-03 markka
        FRF 2002-03 French franc
        GEK 1995-10 Georgian coupon
        GHC 2008-01 old cedi
        GRD 2002-03 drachma
        GWP 1997-05 Guinea-Bissau peso
        HRD 1995-01 Croatian dinar
        HRK 2023-01 Croatian kuna
        IEP 2002-03 Irish pound
        ITL 2002-03 Italian lira
        LTL 2014-12 litas
        LTT 1993-07 talonas
        LUF 2002-03 Luxembourg franc
        LVL 2014-01 lats
        LVR 1994-12 Latvian ruble
        MGF 2004-12 Malagasy franc
        MRO 2017-12 old ouguiya
        MTL 2008-01 Maltese lira
        MXP 1993-01 old Mexican peso
        MZM 2006-06 old metical
        NIC 1990-10 old cordoba
        NLG 2002-03 Netherlands guilder
        PEI 1991-07 inti
        PES 1986-02 old sol
        PLZ 1997-01 old zloty
        PTE 2002-03 Portuguese escudo
        ROL 2005-06 old leu
        RUR 2004-01 old Russian ruble
        SDD 2007-07 Sudanese dinar
        SDP 1998-06 old Sudanese pound
        SIT 2007-01 tolar
        SKK 2009-01 Slovak koruna
        SRG 2003-12 Surinam guilder
        STD 2017-12 old dobra
        SUR 1990-12 ruble of the USSR
        TJR 2001-04 Tajik ruble
        TMM 2009-01 old Turkmenistan manat
        TPE 2002-11 Timor escudo
        TRL 2005-12 old Turkish lira
        UAK 1996-09 karbovanets
        UGS 1987-05 old Uganda shilling
        USS 2014-03 US dollar of the same day
        UYP 1993-03 old Uruguayan peso
        VEB 2008-01 bolivar
        VEF 2018-08 bolivar fuerte
        XEU 1999-01 European currency unit
        XFO 2006-10 gold franc
        XFU 2013-11 UIC franc
        YDD 1991-09 Yemeni dinar
        YUM 2003-07 new dinar of Yugoslavia
        YUN 1995-11 dinar of Yugoslavia
        ZAL 1995-03 financial rand
        ZMK 2012-12 old Zambian kwacha
        ZRN 1999-06 new zaire
        ZRZ 1994-02 zaire
        ZWD 2008-08 old Zimbabwe dollar
        ZWN 2006-09 new Zimbabwe dollar
        ZWR 2009-06 Zimbabwe dollar
        """;

    private static readonly FrozenDictionary<string, (string Since, string Name)> ByCode = Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' ', 3))
        .ToFrozenDictionary(part => part[0], part => (part[1], part[2]), StringComparer.Ordinal);

    /// <summary>Every code.</summary>
    public static IEnumerable<string> Codes => ByCode.Keys;

    /// <summary>What a code was, and the month it was withdrawn in (<c>2023-01</c>).</summary>
    public static bool TryFind(string code, [NotNullWhen(true)] out string? name, [NotNullWhen(true)] out string? since)
    {
        var found = ByCode.TryGetValue(code, out var entry);
        (since, name) = entry;
        return found;
    }
}
