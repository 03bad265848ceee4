"""Nouns of those who speak and are no people."""

from claims.extraction.wordlists import word_set

BODY_NOUNS = word_set(
    """
    company firm agency ministry department government administration court council commission committee
    board union association federation organization organisation group charity foundation bank fund
    university school hospital club team league airline carrier operator manufacturer maker drugmaker
    carmaker automaker retailer publisher broadcaster newspaper magazine network regulator watchdog authority
    office bureau party campaign coalition alliance army military navy police force church institute center
    centre laboratory startup paper tabloid giant chain brand utility exchange insurer lender developer
    supplier producer
    """
)
