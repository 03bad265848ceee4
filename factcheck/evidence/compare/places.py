"""Countries with the words for what comes from them, and states of the United States."""


def _table(lines: str) -> dict[str, str]:
    """Each line is `name: other, other`; every form leads to the name."""
    found: dict[str, str] = {}
    for line in lines.strip().splitlines():
        name, _, others = line.partition(":")
        found |= {form.strip(): name.strip() for form in (name, *others.split(",")) if form.strip()}
    return found


COUNTRIES = _table("""
united states: us, u.s., usa, u.s.a., america, american, americans, united states of america
united kingdom: uk, u.k., britain, great britain, british, briton, britons
china: chinese, people's republic of china, prc, people's republic
taiwan: taiwanese, republic of china, roc
france: french
germany: german, germans, federal republic of germany
netherlands: dutch, holland
spain: spanish, spaniard
portugal: portuguese
italy: italian, italians
greece: greek, greeks
switzerland: swiss
sweden: swedish, swede, swedes
norway: norwegian, norwegians
denmark: danish, dane, danes
finland: finnish, finn, finns
iceland: icelandic
ireland: irish
scotland: scottish, scots
wales: welsh
england: english
poland: polish, pole, poles
czech republic: czech, czechia, czechs
austria: austrian
hungary: hungarian
romania: romanian
bulgaria: bulgarian
serbia: serbian, serb
croatia: croatian, croat
turkey: turkish, turk, turks, türkiye
russia: russian, russians, russian federation
soviet union: soviet, ussr, soviets
ukraine: ukrainian, ukrainians
belarus: belarusian
georgia: georgian
israel: israeli, israelis
palestine: palestinian, palestinians
egypt: egyptian
syria: syrian
iraq: iraqi, iraqis
iran: iranian, iranians, islamic republic of iran
saudi arabia: saudi, saudis
yemen: yemeni
lebanon: lebanese
afghanistan: afghan, afghans
pakistan: pakistani
india: indian, indians
bangladesh: bangladeshi
sri lanka: sri lankan
nepal: nepalese, nepali
japan: japanese
south korea: south korean, republic of korea
north korea: north korean, dprk
korea: korean
vietnam: vietnamese
thailand: thai
philippines: philippine, filipino, filipinos
indonesia: indonesian
malaysia: malaysian
singapore: singaporean
myanmar: burma, burmese
australia: australian, australians
new zealand: new zealander
canada: canadian, canadians
mexico: mexican, mexicans
brazil: brazilian, brazilians
argentina: argentine, argentinian
chile: chilean
peru: peruvian
colombia: colombian
venezuela: venezuelan
cuba: cuban
jamaica: jamaican
haiti: haitian
nigeria: nigerian
ghana: ghanaian
kenya: kenyan
ethiopia: ethiopian
south africa: south african
zimbabwe: zimbabwean
morocco: moroccan
algeria: algerian
tunisia: tunisian
libya: libyan
sudan: sudanese
somalia: somali
belgium: belgian
european union: eu, e.u.
united nations: un, u.n.
""")

US_STATES = frozenset({
    "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware",
    "florida", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana",
    "maine", "maryland", "massachusetts", "michigan", "minnesota", "mississippi", "missouri",
    "montana", "nebraska", "nevada", "new hampshire", "new jersey", "new mexico", "north carolina",
    "north dakota", "ohio", "oklahoma", "oregon", "pennsylvania", "rhode island", "south carolina",
    "south dakota", "tennessee", "texas", "utah", "vermont", "virginia", "west virginia",
    "wisconsin", "wyoming",
})  # fmt: skip


def tier(name: str) -> str:
    """How large a place a name (folded) means: two places contradict each other only within a tier."""
    if name in COUNTRIES:
        return "country"
    return "state" if name in US_STATES else "other"
