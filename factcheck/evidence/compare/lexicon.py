"""Words whose meaning the comparison relies on. General English only: nothing here is about one subject."""


def words(line: str) -> frozenset[str]:
    return frozenset(line.split())


def _groups(lines: str) -> tuple[frozenset[str], ...]:
    return tuple(words(line) for line in lines.strip().splitlines())


def _by_word(groups: tuple[frozenset[str], ...]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in group:
            found[word] = found.get(word, frozenset()) | group
    return found


def _opposites(lines: str) -> dict[str, frozenset[str]]:
    """Each line is `one side / other side`; every word of a side is the opposite of every word across."""
    found: dict[str, frozenset[str]] = {}
    for line in lines.strip().splitlines():
        left, right = (words(side) for side in line.split("/"))
        for side, others in ((left, right), (right, left)):
            for word in side:
                found[word] = found.get(word, frozenset()) | others
    return found


LIGHT_WORDS = words(
    "be have do get make take go come use also very more most just only even still then there here "
    "about around approximately roughly nearly almost over under than not never no will would may might "
    "can could should must say tell accord according such other own new"
)

# Words that say much the same of the same subject and object.
SYNONYMS = _by_word(
    _groups("""
annex absorb incorporate
govern rule administer control
kill murder assassinate slay
die perish death
injure wound hurt
start begin commence launch open
end finish conclude stop halt cease close
buy purchase acquire
sell vend
rise increase grow climb jump surge soar gain
fall decrease drop decline sink plunge shrink
approve pass adopt endorse ratify
reject defeat refuse
win triumph prevail
lose
defeat beat
build construct erect
found establish create set
destroy demolish raze wreck
arrest detain apprehend
free release liberate
sign ink
resign quit
appoint name nominate
elect vote choose
invent develop devise
write author compose pen
direct helm
star appear feature act
release publish issue
bear birth
marry wed
move relocate
live reside dwell
cause trigger provoke produce
help aid assist
prevent stop block avert
contain include comprise
show find demonstrate reveal report
meet met meeting talk
send dispatch
ban prohibit forbid outlaw
allow permit let
require need mandate
leave depart exit
join enter
pay spend
cost price
big large huge great
small little tiny
film movie picture
actor actress performer
child kid
doctor physician
car automobile vehicle
company firm corporation business
country nation state
job position post
person people
percent percentage
""")
)

# Saying the first of somebody is saying the second as well: whoever annexed a place came to govern it.
IMPLIES = {
    word: words("govern rule administer control possess hold own part belong territory province")
    for word in ("annex", "absorb", "incorporate", "conquer", "occupy")
} | {
    "assassinate": frozenset({"kill", "die", "dead"}),
    "murder": frozenset({"kill", "die", "dead"}),
    "kill": frozenset({"die", "dead"}),
    "win": frozenset({"compete", "play", "participate"}),
    "convict": frozenset({"try", "guilty"}),
    "divorce": frozenset({"marry"}),
    "re-elect": frozenset({"elect", "win"}),
}

# Where one holds, the other does not.
OPPOSITES = _opposites("""
win / lose
alive living survive / dead die deceased
increase rise grow climb jump surge soar gain / decrease fall drop decline sink plunge shrink
approve pass adopt endorse ratify accept / reject defeat refuse veto block
accept / refuse decline reject
allow permit legalise legalize / ban prohibit forbid outlaw prevent bar
legal lawful / illegal unlawful
guilty convict / innocent acquit exonerate
true correct accurate right / false incorrect inaccurate wrong untrue
open / closed close shut
begin start commence / end finish stop cease
support back favour favor endorse / oppose reject condemn
confirm / deny refute rule-out
agree / disagree
annex occupied occupy annexed govern / independent sovereign autonomous
join enter / leave quit exit withdraw
hire appoint / fire dismiss sack
arrest detain imprison jail / free release
build construct / destroy demolish
succeed / fail
married marry / single unmarried divorce
present attend / absent miss
public / private
male man boy / female woman girl
north northern / south southern
east eastern / west western
first / last
more / less fewer
higher high / lower low
larger large bigger big / smaller small
before / after
older old / younger young
strengthen / weaken
improve / worsen deteriorate
safe harmless / dangerous unsafe harmful
effective / ineffective useless
common / rare uncommon
majority / minority
active / inactive extinct dormant
rich wealthy / poor
found / abolish dissolve
love like / hate dislike
unanimous unanimously / divided narrowly
optional voluntary / mandatory compulsory
natural / artificial synthetic
fiction fictional / nonfiction real
import / export
cause / prevent
""")

# "failed to pass", "refused to meet": what follows did not happen.
DENYING_VERBS = words(
    "fail refuse decline deny avoid prevent stop prohibit forbid refute reject neglect cease"
)
DENYING_WORDS = words("false untrue myth hoax unable impossible incorrect fake baseless unlikely doubtful")
AFFIRMING_WORDS = words("true correct case accurate possible")
NEGATIVE_ADVERBS = words("not n't never neither nor hardly scarcely barely no nowhere")
LACKING_NOUNS = words("lack absence")
NEGATIVE_SUBJECTS = words("nobody none nothing neither no-one")

PLANNING_WORDS = words(
    "plan intend aim expect schedule prepare hope propose promise pledge vow want seek due set slate "
    "agree announce consider"
)
DOUBTING_WORDS = words(
    "may might could possibly perhaps maybe allegedly reportedly supposedly probably likely potentially "
    "rumour rumor allege suspect entitle eligible allow permit appear seem claim suggest"
)
SAYING_WORDS = words(
    "say tell claim state announce declare argue warn add note explain insist report write tweet "
    "acknowledge admit deny estimate believe think call label describe testify suggest remark comment "
    "reply maintain assert allege predict confirm"
)

# What follows one of these in an infinitive is told, as done, not done or to come: "began to fall".
TELLING_OF_WHAT_FOLLOWS = (
    DENYING_VERBS
    | PLANNING_WORDS
    | DOUBTING_WORDS
    | SAYING_WORDS
    | words(
        "begin start continue come get manage help cause lead go turn prove tend use force project forecast "
        "assume find know see hear unable able"
    )
)
# Behind one of these stands what need not be so.
SUPPOSING = words("if unless whether lest until till before without")
# What stands behind one of these is left out of what is said: "any bill other than the budget".
EXCLUDING = words("except besides unlike than without excluding versus instead")
# Adverbs that speak of the whole sentence, or join it to the one before: they narrow no denial.
SENTENCE_ADVERBS = words(
    "however therefore thus indeed actually really ever also though instead moreover nevertheless yet so "
    "far officially currently already simply ultimately eventually"
)


def are_opposite(one: str, other: str) -> bool:
    return other in OPPOSITES.get(one, ()) or _is_negative_form(one, other) or _is_negative_form(other, one)


def are_synonyms(one: str, other: str) -> bool:
    return one == other or other in SYNONYMS.get(one, ())


def same_word(one: str, other: str) -> bool:
    """Equal, a synonym, or a noun beside its adjective of the same root ("China", "Chinese")."""
    if are_synonyms(one, other):
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 4 and longer.startswith(shorter[:-1]) and len(longer) - len(shorter) <= 4


def _is_negative_form(word: str, base: str) -> bool:
    """Whether `word` is `base` with a prefix that turns it round: "unregistered", "disapprove"."""
    return len(base) > 3 and any(
        word == prefix + base for prefix in ("un", "in", "im", "ir", "il", "dis", "non", "non-", "mis")
    )


# What a report is called that is not true; the second kind only beside a word for a report.
FALSE_REPORTS = words("hoax hoaxes debunk debunks debunked debunking untrue")
FALSE_OF_REPORTS = words("fake faked false bogus fabricated satirical")
REPORT_NOUNS = words(
    "story stories report reports claim claims rumor rumors rumour rumours article articles post posts "
    "quote quotes"
)
# Words by which a text does not vouch for what it tells.
HEARSAY = words(
    "rumor rumors rumored rumour rumours rumoured alleged allegedly reportedly purported purportedly "
    "supposedly unconfirmed speculation"
)
