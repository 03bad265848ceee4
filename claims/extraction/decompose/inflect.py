"""Participles to finite verbs."""

from claims.extraction.wordlists import word_set

_IRREGULAR_PAST = {
    "arise": "arose", "awake": "awoke", "be": "was", "bear": "bore", "beat": "beat", "become": "became",
    "begin": "began", "bend": "bent", "bet": "bet", "bid": "bid", "bind": "bound", "bite": "bit",
    "bleed": "bled", "blow": "blew", "break": "broke", "breed": "bred", "bring": "brought",
    "build": "built", "burst": "burst", "buy": "bought", "cast": "cast", "catch": "caught",
    "choose": "chose", "cling": "clung", "come": "came", "cost": "cost", "creep": "crept", "cut": "cut",
    "deal": "dealt", "dig": "dug", "do": "did", "draw": "drew", "drink": "drank", "drive": "drove",
    "eat": "ate", "fall": "fell", "feed": "fed", "feel": "felt", "fight": "fought", "find": "found",
    "flee": "fled", "fling": "flung", "fly": "flew", "forbid": "forbade", "foresee": "foresaw",
    "forget": "forgot", "forgive": "forgave", "freeze": "froze", "get": "got", "give": "gave",
    "go": "went", "grind": "ground", "grow": "grew", "hang": "hung", "have": "had", "hear": "heard",
    "hide": "hid", "hit": "hit", "hold": "held", "hurt": "hurt", "keep": "kept", "kneel": "knelt",
    "know": "knew", "lay": "laid", "lead": "led", "leave": "left", "lend": "lent", "let": "let",
    "light": "lit", "lose": "lost", "make": "made", "mean": "meant", "meet": "met", "misread": "misread",
    "mistake": "mistook", "outbid": "outbid", "outdo": "outdid", "overcome": "overcame",
    "override": "overrode", "overrun": "overran", "oversee": "oversaw", "overtake": "overtook",
    "overthrow": "overthrew", "pay": "paid", "put": "put", "quit": "quit", "read": "read",
    "rebuild": "rebuilt", "repay": "repaid", "retake": "retook", "rewrite": "rewrote", "ride": "rode",
    "ring": "rang", "rise": "rose", "run": "ran", "say": "said", "see": "saw", "seek": "sought",
    "sell": "sold", "send": "sent", "set": "set", "sew": "sewed", "shake": "shook", "shed": "shed",
    "shine": "shone", "shoot": "shot", "show": "showed", "shrink": "shrank", "shut": "shut",
    "sing": "sang", "sink": "sank", "sit": "sat", "slay": "slew", "sleep": "slept", "slide": "slid",
    "sling": "slung", "speak": "spoke", "spend": "spent", "spin": "spun", "split": "split",
    "spread": "spread", "spring": "sprang", "stand": "stood", "steal": "stole", "stick": "stuck",
    "sting": "stung", "strike": "struck", "strive": "strove", "swear": "swore", "sweep": "swept",
    "swell": "swelled", "swim": "swam", "swing": "swung", "take": "took", "teach": "taught",
    "tear": "tore", "tell": "told", "think": "thought", "throw": "threw", "thrust": "thrust",
    "tread": "trod", "undergo": "underwent", "understand": "understood", "undertake": "undertook",
    "uphold": "upheld", "upset": "upset", "wake": "woke", "wear": "wore", "weave": "wove", "weep": "wept",
    "win": "won", "wind": "wound", "withdraw": "withdrew", "withhold": "withheld",
    "withstand": "withstood", "wring": "wrung", "write": "wrote",
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
