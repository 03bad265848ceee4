"""Words that hand a content to a speaker."""

from typing import TYPE_CHECKING

from claims.extraction.tree import AUXILIARIES, child, children, subject
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# Verbs whose clause is what somebody says, writes, thinks or found.
SAYING = word_set(
    """
    say tell state announce claim argue add note explain report write declare insist maintain contend assert
    acknowledge admit concede confirm reveal disclose suggest warn predict believe think hope fear expect
    estimate estimated conclude find show indicate observe remark reply respond recall allege assume comment
    continue stress emphasize emphasise reiterate repeat testify tweet post joke agree swear pledge promise
    vow caution complain counter charge describe deny speculate tout boast opine reckon guess doubt worry
    point mention discover determine demonstrate rule propose recommend demand ask wonder question inform
    notify assure remind convince advise quip muse lament proclaim imply hint signal hear learn feel
    consider calculate forecast project anticipate read tell quote cite detail urge shout cry exclaim
    interject concur grant blog editorialize theorize hypothesize posit deem
    """
)
# Verbs that say what somebody's speech did; the whole clause is the claim, with its doer as speaker.
SPEECH_ACTS = word_set(
    """
    deny criticize criticise condemn praise urge ask call accuse blame demand reject refuse decline dismiss
    denounce welcome endorse support oppose slam blast attack defend thank apologize apologise warn threaten
    recommend propose request
    """
)
# They give something a name.
NAMING = word_set("call name dub title entitle nickname")
# Their object is who is told.
TELLING = word_set("tell inform remind assure notify")
# What they mean, without a word said.
MEANING = word_set(
    "think believe hope fear expect assume worry doubt feel guess reckon consider wonder suppose"
)
# What they know the article knows too: nobody vouches for it.
KNOWING = word_set("know realize realise remember understand recognize recognise see")
# What they say, want or plan is a phrase: 'accused him of lying', 'wants to leave', 'supports the ban'.
PHRASAL = (
    SPEECH_ACTS
    | KNOWING
    | word_set(
        """
    want seek intend plan prefer wish threaten offer agree refuse decline encourage press lobby advocate
    back favor favour challenge dispute question doubt mock ridicule lambast chide scold castigate decry
    deride bemoan celebrate tout champion promote admire respect like love hate worry fear regret
    mention discuss cite reference invoke dismiss deny allege suspect foresee envision envisage view
    regard perceive portray interpret implore beg plead push vow pledge promise swear insist caution
    remind hope announce declare order report detail outline unveil reveal disclose emphasize emphasise
    stress note acknowledge admit concede confirm explain describe recall repeat reiterate predict
    expect issue publish lament express refer speak talk liken link paint applaud hail laud commend
    salute trash knock bash rip lambaste rebuke scorn disparage denigrate insult disavow repudiate
    renounce eschew contemplate consider mull ponder weigh voice air echo preach pitch telegraph clarify
    approve disapprove object protest complain boast brag rail lash resent distrust trust react respond
    strive vouch point thank welcome rebuff spurn assail berate deplore
    show suggest indicate demonstrate report tweet post reaffirm articulate attack
    """
    )
)
# What they say stands behind a preposition: 'railed against the plan'.
WITH_PREPOSITION = word_set(
    """
    call press lobby push ask accuse blame criticize warn agree refer speak talk lash rail rip point
    vouch approve disapprove object protest complain boast brag react respond strive apologize apologise
    comment worry insist dispute advocate plead beg
    """
)
# Somebody is so: 'Lee is worried that …', 'they were unhappy with …'.
ATTITUDES = word_set(
    """
    concerned worried unhappy happy aware unaware disappointed confident hopeful optimistic pessimistic
    skeptical sceptical afraid angry furious proud sorry glad pleased surprised shocked sure certain eager
    reluctant unwilling critical supportive convinced adamant wary dismissive opposed determined interested
    excited frustrated satisfied dissatisfied fearful grateful appalled outraged upset impressed
    """
)
# What follows is a deed that somebody is held to, never a clause.
OF_A_DEED = word_set("accuse blame thank criticize criticise condemn praise")
# Verbs that put a label on somebody: their object and its complement are what is said.
LABELLING = word_set(
    """
    label call brand dub describe characterize characterise term portray denounce hail
    """
)
# Thinking and planning: a content only when it is a full clause of its own.
NEEDS_FINITE_CLAUSE = word_set(
    """
    show find determine demonstrate feel learn hear read rule see consider
    """
)
# The content is what they do not vouch for.
DENYING = word_set("deny dispute reject doubt refute question ask wonder refuse decline joke quip")
# Whoever says so is not believed by the article, or has since said otherwise.
WRONGLY = word_set(
    "mistakenly wrongly falsely erroneously incorrectly jokingly once initially originally formerly"
)
# Whose forecast it is belongs to the claim: the bare future is not what can be checked.
FORECASTING = word_set("expect predict forecast project anticipate")
# A content that begins with one of these is a question, not an assertion.
INTERROGATIVE = word_set("whether if how why what who whom where when which whose")
# Nouns whose clause is a content ("the claim that …").
NOUNS = word_set(
    """
    claim allegation statement report belief argument accusation suggestion assertion warning announcement
    view opinion fear hope conclusion finding idea notion declaration prediction estimate comment rumor
    rumour admission confirmation
    """
)
# Nouns of what somebody says or thinks, told behind a preposition: "her criticism of the plan".
OWNED = NOUNS | word_set(
    """
    criticism remark support opposition attack call demand plan promise pledge vow threat condemnation
    denunciation praise endorsement response answer request proposal intention desire hope decision
    concern anger approval disapproval assessment description characterization explanation defense
    defence understanding interest thought commitment confidence doubt warning refusal
    """
)
# Sources named by "according to" and its like.
ACCORDING = frozenset({"according"})
# What is said of a speaker whom the article may not name.
UNNAMED = frozenset({"named", "identified", "anonymity", "anonymous", "anonymously"})
# 'Rather than resign, as some had urged': no word on what was done.
WANTING = word_set("demand request urge ask want propose recommend advise")
# What somebody 'wants him to' do is not done.
WISHING = frozenset({"want", "wish", "need", "prefer", "like", "expect", "ask"})

# 'suggested that makers add it'.
_SUGGESTING = frozenset({"suggest", "propose", "recommend", "demand", "request", "urge", "insist", "ask"})


def rules_out(verb: "Token") -> bool:
    """'has not ruled out a war' hands on no saying, as 'ruled that' does."""
    return verb.lemma_ == "rule" and child(verb, "prt") is not None


def supposes(verb: "Token") -> bool:
    """'Assuming prices stay stable, …', '… provided that the bank agrees': a condition, which nobody says."""
    bare = verb.dep_ == "advcl" and verb.tag_ in {"VBG", "VBN"} and child(verb, *AUXILIARIES) is None
    return (
        bare and verb.lemma_ in {"assume", "suppose", "provide", "grant"} and child(verb, "ccomp") is not None
    )


def is_wished(head: "Token") -> bool:
    """'demanded that he step down', 'wants him to leave': what is to be, told without a tense."""
    infinitive = head.tag_ == "VB" and any(c.tag_ == "TO" for c in children(head, "aux"))
    if infinitive and subject(head) is not None and head.head.lemma_.lower() in WISHING:
        return True
    first = next((c for c in head.children if c.dep_ in AUXILIARIES), head)
    bare = first.lower_ == "be" or (first == head and (head.tag_ == "VB" or _is_suggested(head)))
    marked = any(c.lower_ == "that" for c in children(head, "mark"))
    return bare and marked and subject(head) is not None


def _is_suggested(head: "Token") -> bool:
    """'suggested that makers add it': of the past, it would be "added"."""
    return head.tag_ == "VBP" and head.head.tag_ == "VBD" and head.head.lemma_ in _SUGGESTING


def lacks_evidence(beside: "Token") -> bool:
    """'repeated, without evidence, that …': what the article itself adds."""
    noun = child(beside, "pobj") if beside.lower_ == "without" else None
    return noun is not None and noun.lemma_ in {"evidence", "proof", "basis", "foundation"}
