"""Forms of pronouns, and what each may stand for."""

MALE_FORMS = frozenset({"he", "him", "his", "himself"})
FEMALE_FORMS = frozenset({"she", "her", "hers", "herself"})
REFLEXIVE = frozenset({"himself", "herself"})
THING_FORMS = frozenset({"it", "its"})
PLURAL_FORMS = frozenset({"they", "them", "their", "theirs"})
SPEAKER_FORMS = frozenset({"i", "me", "my", "mine"})
GROUP_FORMS = frozenset({"we", "us", "our", "ours"})
POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our", "hers", "theirs", "mine", "ours"})
PRONOUNS = MALE_FORMS | FEMALE_FORMS | THING_FORMS | PLURAL_FORMS | SPEAKER_FORMS | GROUP_FORMS | POSSESSIVE


def wanted_by(lower: str) -> str | None:
    """The kind of mention that a pronoun asks for: person, thing or many; None for another word."""
    if lower in MALE_FORMS or lower in FEMALE_FORMS:
        return "person"
    if lower in THING_FORMS:
        return "thing"
    return "many" if lower in PLURAL_FORMS else None
