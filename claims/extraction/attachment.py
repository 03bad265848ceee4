"""Branches that the parser hung on the wrong word, moved to the one that they are about."""

from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import SAYING, SPEECH_ACTS, UNNAMED
from claims.extraction.decompose.context import ROLE_NOUNS
from claims.extraction.decompose.stating import CONCEDING
from claims.extraction.tree import AUXILIARIES, FINITE_TAGS, child, children, is_finite, is_plural, subject
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

_CHANGING = word_set("rise fall climb drop jump gain lose slip sink surge plunge tumble double decline")
_TRADED = word_set("share stock price yield sale profit export import output rate rent wage")
_INSIDE_SUBJECT = frozenset({"prep", "pobj", "acl", "dobj", "nsubj", "nsubjpass"})
_INSIDE_LABEL = frozenset({"appos", "prep", "pobj", "conj"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_SINGULAR_TAGS = frozenset({"NN", "NNP"})
_NAME_TAGS = frozenset({"NNP", "NNPS", "NNS"})
_RELATIVE_TAGS = frozenset({"WDT", "WP"})
_SINGULAR_FORMS = word_set("is was has")
_PLURAL_FORMS = word_set("are were have")
_PLACES = frozenset({"GPE", "LOC", "FAC", "DATE"})
# Where somebody speaks: 'said in an interview she would stay'.
_OCCASIONS = word_set(
    """
    interview statement speech conference briefing debate rally email e-mail letter tweet post memo testimony
    hearing call report address
    """
)


def reattach(doc: "Doc") -> "Doc":
    """The document with each branch that is plainly on the wrong word moved to the right one."""
    for token in doc:
        if token.dep_ in {"appos", "dobj", "attr"}:
            _to_group(token)
        if token.dep_ in {"relcl", "appos"}:
            _to_whole_name(token)
        if token.dep_ == "relcl":
            _to_person(token)
            _to_last_described(token)
            _to_unnamed(token)
            _to_several(token)
            _to_what_happened_then(token)
            _to_what_changes(token)
            _to_noun_that_agrees(token)
        elif token.dep_ == "conj" and token.ent_type_ == "PERSON":
            _to_name_in_aside(token)
        elif token.dep_ == "appos":
            _to_last_named(token)
            _to_who_acts_for_it(token)
            _to_noun_before_comma(token)
            _to_noun_from_place(token)
        elif token.dep_ == "acl":
            _to_subject(token)
            _to_name_behind_with(token)
        elif token.dep_ == "advcl":
            _to_clause_that_asks(token)
            _to_who_says_both(token)
            _to_what_it_is_set_against(token)
        elif token.dep_ == "ccomp":
            _leave_time_to_saying(token)
        elif token.dep_ == "npadvmod":
            _to_participle_in_front(token)
    return doc


def _to_participle_in_front(time: "Token") -> None:
    """'300 children abducted in Nigeria last week have been freed': they were abducted then."""
    main = time.head
    noun = subject(main)
    participle = child(noun, "acl") if noun is not None else None
    if participle is None or participle.tag_ != "VBN" or time.i + 1 >= len(time.doc):
        return
    behind = max(t.i for t in participle.subtree) == time.left_edge.i - 1
    if behind and (time.nbor(1) == main or time.nbor(1).head == main):
        time.head = participle


def _to_group(example: "Token") -> None:
    """'critics of the plan, among them Ann Lee': she is one of them, and no object or second name."""
    among = next((c for c in children(example, "prep") if c.lower_ == "among" and c.i < example.i), None)
    group = child(among, "pobj") if among is not None else None
    if among is not None and group is not None and group.lower_ == "them" and among.i > 1:
        example.head, example.dep_ = among.doc[among.i - 2], "dep"


def _to_whole_name(branch: "Token") -> None:
    """'the House of Commons, which …', 'Doctors Without Frontiers, a charity': about the whole name."""
    joint = branch.head.head
    if branch.head.dep_ == "pobj" and joint.i and joint.is_title and joint.head.tag_ in _NAME_TAGS:
        branch.head = joint.head
        return
    name = next((e for e in branch.doc.ents if len(e) > 1 and e.start <= branch.head.i < e.end), None)
    if name is not None and name.root != branch.head and branch.i >= name.end and name.root.pos_ in _NOUNS:
        branch.head = name.root


def _to_person(clause: "Token") -> None:
    """'Jim Roe, of Oslo, who voted', 'Jim Roe of Lund & Co, who voted', 'Jim Roe, an analyst at Lund & Co,
    who rates it': he does.
    """
    pronoun = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if pronoun is None or pronoun.lower_ != "who" or clause.head.ent_type_ not in {*_PLACES, "ORG"}:
        return
    person = next((t for t in clause.head.ancestors if t.ent_type_ == "PERSON" and t.i < clause.head.i), None)
    if person is None or (clause.head.ent_type_ == "ORG" and not _describes(clause.head, person)):
        return
    clause.head = person


def _to_last_described(clause: "Token") -> None:
    """'Ann Lee and her son Jim Roe, a judge, who died': Jim Roe did, and not Ann Lee."""
    verb = next((c for c in children(clause, *AUXILIARIES) if c.tag_ in FINITE_TAGS), clause)
    named, opens = _last_named(clause), clause.left_edge.i
    if named is None or verb.lower_ in _PLURAL_FORMS:
        return
    if any(t.text == "," for t in clause.doc[named.i : opens - 1]) and clause.doc[opens - 1].text == ",":
        clause.head = named


def _to_last_named(label: "Token") -> None:
    """'Ann Lee and her son Jim Roe, the judge': Jim Roe is."""
    named = _last_named(label) if label.tag_ in _SINGULAR_TAGS and label.ent_type_ != "PERSON" else None
    if named is not None and named.nbor(1).text == "," and label.left_edge.i == named.i + 2:
        label.head = named


def _to_who_acts_for_it(name: "Token") -> None:
    """'A lawyer for the firm, Ann Lee, called': she is the lawyer, not the firm."""
    thing = name.head
    if name.ent_type_ != "PERSON" or thing.dep_ != "pobj" or thing.tag_ != "NN" or thing.i > name.i:
        return
    noun = thing.head.head
    if noun.tag_ == "NN" and noun.lemma_.lower() in ROLE_NOUNS and thing.lemma_.lower() not in ROLE_NOUNS:
        name.head = noun


def _last_named(branch: "Token") -> "Token | None":
    """The second of two people, whom the branch of the first stands behind."""
    first = branch.head
    last = child(first, "conj") if first.ent_type_ == "PERSON" else None
    if last is None or not last.i < branch.left_edge.i or child(last, "conj") is not None:
        return None
    return next((c for c in (last, *children(last, "appos")) if c.ent_type_ == "PERSON"), None)


def _describes(inside: "Token", person: "Token") -> bool:
    """Whether the noun says where the person is from, or stands in what he is called behind a comma."""
    if inside.head.lower_ == "of" and inside.head.head == person:
        return True
    between = [t for t in inside.ancestors if person in t.ancestors]
    return any(t.dep_ == "appos" for t in between) and all(t.dep_ in _INSIDE_LABEL for t in between)


def _to_name_in_aside(other: "Token") -> None:
    """'The bill, drawn up by Lee and Roe, has passed': one bill "has"; Roe drew it up as well."""
    noun = other.head
    if noun.tag_ != "NN" or noun.dep_ not in {"nsubj", "nsubjpass"}:
        return
    verb = child(noun.head, "aux", "auxpass") or noun.head
    inside = [t for c in children(noun, "acl") if c.i < other.i for t in c.subtree]
    names = [t for t in inside if t.ent_type_ == "PERSON" and t.dep_ == "pobj"]
    if verb.lower_ not in _SINGULAR_FORMS or not names:
        return
    for joint in children(noun, "cc"):
        joint.head = names[-1]
    other.head = names[-1]


def _to_unnamed(clause: "Token") -> None:
    """'an adviser to Lee, who asked not to be named': the adviser did."""
    name = clause.head
    if name.dep_ != "pobj" or name.head.dep_ != "prep" or not name.ent_type_:
        return
    speaker = name.head.head
    hides = any(t.lower_ in UNNAMED for t in clause.subtree)
    if hides and speaker.pos_ == "NOUN" and speaker.i < name.i and not speaker.ent_type_:
        clause.head = speaker


def _to_several(clause: "Token") -> None:
    """'Two patients had severe damage, one of whom died': one of the patients."""
    part = subject(clause)
    of = child(part, "prep") if part is not None else None
    whom = child(of, "pobj") if of is not None else None
    noun = clause.head
    if whom is None or whom.lower_ != "whom" or noun.tag_ not in _SINGULAR_TAGS or child(noun, "conj"):
        return
    above = [t for t in map(subject, noun.ancestors) if t is not None]
    several = next((t for t in above if t.tag_ in _PLURAL_TAGS and t.i < noun.i), None)
    if several is not None:
        clause.head = several


def _to_what_changes(clause: "Token") -> None:
    """'shares in the company, which had risen by 9%': the shares had."""
    pronoun = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    part = clause.head.head
    if pronoun is None or pronoun.tag_ != "WDT" or part.dep_ != "prep" or clause.lemma_ not in _CHANGING:
        return
    if part.head.lemma_.lower() in _TRADED and part.head.i < part.i:
        clause.head = part.head


def _to_what_happened_then(clause: "Token") -> None:
    """'two floods in May 2023, which killed 17 people': the floods did."""
    pronoun = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    day = clause.head
    dated = day.ent_type_ in {"DATE", "TIME"} and day.dep_ == "pobj" and day.head.i < day.i
    if pronoun is None or pronoun.tag_ != "WDT" or not dated or clause.lemma_ == "be":
        return
    noun = day.doc[day.head.i - 1]
    if noun.pos_ in _NOUNS and noun.ent_type_ not in {"DATE", "TIME"}:
        clause.head = noun


def _to_subject(participle: "Token") -> None:
    """'The poll of 1,000 voters, taken in May, shows …': the poll was taken."""
    first, last = min(t.i for t in participle.subtree), max(t.i for t in participle.subtree) + 1
    noun = next((t for t in participle.head.ancestors if t.dep_ in {"nsubj", "nsubjpass"}), None)
    if participle.tag_ != "VBN" or noun is None or last + 1 >= len(participle.doc) or first < 2:
        return
    between = [t for t in participle.head.ancestors if t.i >= noun.i and noun in {t, *t.ancestors}]
    commas = participle.doc[first - 1].text == "," == participle.doc[last].text
    verbal = participle.doc[last + 1].tag_ in FINITE_TAGS
    if commas and verbal and all(t.dep_ in _INSIDE_SUBJECT for t in between):
        participle.head = noun


def _to_name_behind_with(participle: "Token") -> None:
    """'in a tie with Lee winning more votes': Lee wins, not the tie."""
    name = participle.doc[participle.i - 1] if participle.i else participle
    is_name = name.dep_ == "pobj" and name.head.lower_ == "with" and bool(name.ent_type_)
    if participle.tag_ == "VBG" and is_name and participle.head.i < name.head.i:
        participle.head = name


def _to_noun_that_agrees(clause: "Token") -> None:
    """'the rules of the club, which were changed': the rules were."""
    pronoun = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if pronoun is None or pronoun.tag_ not in _RELATIVE_TAGS or clause.head.tag_ not in _SINGULAR_TAGS:
        return
    verb = next((c for c in children(clause, *AUXILIARIES) if c.tag_ in FINITE_TAGS), clause)
    above = clause.head.head.head
    if verb.lower_ not in _PLURAL_FORMS or child(clause.head, "conj"):
        return
    below = _last_of(clause.head)
    if below is not None and below.i < clause.i:
        clause.head = below
        return
    if clause.head.dep_ != "pobj":
        return
    if clause.head.head.dep_ == "prep" and above.tag_ in _PLURAL_TAGS and above.i < clause.head.i:
        clause.head = above


def _last_of(noun: "Token") -> "Token | None":
    """The "gum" of 'no sign of gum or resin', which are several."""
    part = next((c for c in children(noun, "prep") if c.lower_ == "of"), None)
    thing = child(part, "pobj") if part is not None else None
    return thing if thing is not None and is_plural(thing) else None


def _to_noun_before_comma(label: "Token") -> None:
    """'the fight she lost to her rival, Jim Roe': he is the rival, not the fight."""
    first = min(t.i for t in label.subtree)
    if first < 2 or label.doc[first - 1].text != "," or label.i < label.head.i:
        return
    nearest, noun = label.doc[first - 2], label.head
    clause = next((t for t in nearest.ancestors if t.dep_ in {"relcl", "acl"} and t.head == noun), None)
    if clause is not None and nearest.pos_ in _NOUNS and nearest.i > clause.i > noun.i:
        label.head = nearest


def _to_noun_from_place(name: "Token") -> None:
    """'a developer from Bath, Lund Homes, …': the developer's name, not the town's."""
    place = name.head
    where = place.head if place.dep_ == "pobj" else place
    if name.ent_type_ not in {"PERSON", "ORG"} or where.lower_ not in {"in", "from", "at", "near"}:
        return
    noun = where.head
    is_place = place.tag_ == "NNP" and place.ent_type_ in {*_PLACES, ""}
    if is_place and noun.tag_ == "NN" and not noun.ent_type_ and noun.i < place.i < name.i:
        name.head = noun


def _to_clause_that_asks(participle: "Token") -> None:
    """'refused to say whether he would sell, drawing laughter': the refusal drew it."""
    inner = participle.head
    mark = child(inner, "mark")
    if participle.tag_ != "VBG" or mark is None or mark.lower_ not in {"whether", "if"}:
        return
    first = min(t.i for t in participle.subtree)
    if first != participle.i or participle.i < inner.i or participle.nbor(-1).text != ",":
        return
    main = next((t for t in inner.ancestors if is_finite(t) and subject(t) is not None), None)
    if main is not None and main.i < mark.i and inner.dep_ != "advcl":
        participle.head = main


def _to_who_says_both(participle: "Token") -> None:
    """'announced she would retire, blaming an injury': she blames it now."""
    content = participle.head
    speaks = participle.lemma_.lower() in SAYING | SPEECH_ACTS | {"blame", "cite"}
    if participle.tag_ != "VBG" or not speaks or content.dep_ != "ccomp" or participle.i < content.i:
        return
    opens = participle.left_edge.i == participle.i and participle.nbor(-1).text == ","
    saying = content.head
    told = saying.lemma_.lower() in SAYING and saying.i < content.i and subject(saying) is not None
    if opens and told and any(c.tag_ == "MD" for c in children(content, "aux")):
        participle.head = saying


def _to_what_it_is_set_against(clause: "Token") -> None:
    """'A says 32 died, while B puts the toll at 25': the second is no word of A's."""
    marks = [c for c in children(clause, "mark") if c.lower_ in CONCEDING and c.i > 0]
    speaks = clause.lemma_.lower() in {*SAYING, "put"} and subject(clause) is not None
    if not speaks or not any(mark.nbor(-1).text == "," for mark in marks):
        return
    content = next((t for t in clause.ancestors if t.dep_ == "ccomp" and t.i < clause.i), None)
    if content is not None and content.head.lemma_.lower() in SAYING and content.head.i < content.i:
        clause.head = content.head


def _leave_time_to_saying(content: "Token") -> None:
    """'said on Friday he met her': Friday is when it was said."""
    saying, noun = content.head, subject(content)
    if saying.lemma_.lower() not in SAYING or noun is None or saying.i > content.i:
        return
    if subject(saying) is None and saying.dep_ != "advcl":
        return
    opens = min(t.i for t in noun.subtree)
    between = [c for c in content.children if saying.i < c.i < opens]
    if not between or any(t.text == "," or t.dep_ == "mark" for t in content.doc[saying.i + 1 : opens]):
        return
    if all(_is_when_said(c) for c in between):
        for branch in between:
            branch.head = saying


def _is_when_said(branch: "Token") -> bool:
    if branch.dep_ == "npadvmod":
        return branch.ent_type_ in {"DATE", "TIME"}
    thing = child(branch, "pobj") if branch.dep_ == "prep" else None
    if thing is None:
        return False
    is_day = branch.lower_ == "on" and thing.ent_type_ == "DATE"
    return is_day or (branch.lower_ in {"in", "at", "during"} and thing.lemma_.lower() in _OCCASIONS)
