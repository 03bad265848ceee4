"""Participles to finite verbs."""

from claims.extraction.wordlists import word_set

_IRREGULAR_PAST = {
    "be": "was", "become": "became", "begin": "began", "break": "broke", "bring": "brought", "build": "built",
    "buy": "bought", "catch": "caught", "choose": "chose",
    "come": "came", "cost": "cost", "cut": "cut", "deal": "dealt",
    "do": "did", "draw": "drew", "drive": "drove",
    "eat": "ate", "fall": "fell", "feel": "felt", "fight": "fought",
    "find": "found", "fly": "flew", "forget": "forgot",
    "get": "got", "give": "gave", "go": "went", "grow": "grew",
    "have": "had", "hear": "heard", "hide": "hid",
    "hit": "hit", "hold": "held", "hurt": "hurt", "keep": "kept",
    "know": "knew", "lead": "led", "leave": "left",
    "lend": "lent", "let": "let", "lose": "lost", "make": "made",
    "mean": "meant", "meet": "met", "pay": "paid",
    "put": "put", "quit": "quit", "read": "read", "ride": "rode",
    "ring": "rang", "rise": "rose", "run": "ran",
    "say": "said", "see": "saw", "seek": "sought", "sell": "sold",
    "send": "sent", "set": "set", "shake": "shook",
    "shoot": "shot", "show": "showed", "shut": "shut", "sing": "sang",
    "sink": "sank", "sit": "sat", "speak": "spoke", "spend": "spent", "split": "split", "spread": "spread",
    "stand": "stood", "steal": "stole", "stick": "stuck",
    "strike": "struck", "swear": "swore", "sweep": "swept",
    "swim": "swam", "swing": "swung", "take": "took", "teach": "taught", "tear": "tore", "tell": "told",
    "think": "thought", "throw": "threw", "understand": "understood",
    "wear": "wore", "win": "won", "write": "wrote",
}  # fmt: skip
_DOUBLING = word_set(
    """
    stop plan drop admit commit occur prefer refer rob slip step trap ban beg grab plot ship dip tip trip
    skip wrap rip strip chat pat jam slam ram scan pin fit knit permit submit omit transfer defer incur recur
    equip outfit stir spur hug drag rub tap flip whip zip clap pop top sob jog tag nod bar mar scar
    snap swap clip grip
    """
)
_DOUBLING_GERUND = word_set("begin cut get hit let put quit run set shut sit spin split swim win forget")
_VOWELS = frozenset("aeiou")


def past(lemma: str) -> str:
    """'score' → 'scored'."""
    if lemma in _IRREGULAR_PAST:
        return _IRREGULAR_PAST[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if lemma in _DOUBLING else "") + "ed"


def present(lemma: str, *, plural: bool) -> str:
    """'score' → 'scores', or 'score' for many."""
    if lemma == "be":
        return "are" if plural else "is"
    if plural:
        return lemma
    if lemma == "have":
        return "has"
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def gerund_of(lemma: str) -> str:
    """'score' → 'scoring'."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
        return lemma[:-1] + "ing"
    doubled = lemma[-1] if lemma in _DOUBLING | _DOUBLING_GERUND else ""
    return lemma + doubled + "ing"
