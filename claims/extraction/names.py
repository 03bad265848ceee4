"""The people of an article: their names in full, their offices, and how the article refers to them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import SAYING
from claims.extraction.decompose.context import ROLE_NOUNS
from claims.extraction.decompose.titles import title_before
from claims.extraction.definites import Things
from claims.extraction.given_names import FEMALE_NAMES, GIVEN_NAMES, MALE_NAMES
from claims.extraction.offices import IN_WORDS
from claims.extraction.pronouns import FEMALE_FORMS, MALE_FORMS
from claims.extraction.titles import Titles
from claims.extraction.tokens import Span
from claims.extraction.tree import child, children, subject
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

# Names that stand in front of the given name; with them, or before a given name like "Ching-te", the first
# word of a name is what the article uses alone.
_FAMILY_FIRST = word_set(
    """
    xi lai tsai ma chiang hu wen li wang zhang liu chen yang huang zhao wu zhou xu sun zhu gao lin luo zheng
    liang song tang deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren
    shen yao fan fang shi hou ko hau mao kim lee park moon yoon choi jung kang cho chung yun jang lim han seo
    kwon hwang ahn roh nguyen tran pham phan vo dang bui truong
    """
)
_GIVEN_IN_TWO = re.compile(r"[A-Z][a-z]+-[a-z]+")
# "UN" fits too many names.
MIN_INITIALS = 3

# "Former Mayor Lee" is not the mayor.
_NOT_THE_HOLDER = word_set("vice deputy former ex assistant acting associate late then candidate sub")

MALE = "male"
FEMALE = "female"
_MALE_WORDS = word_set(
    """
    mr mr. man boy father dad grandfather son brother husband king prince uncle sir spokesman congressman
    """
)
_FEMALE_WORDS = word_set(
    """
    mrs mrs. ms ms. woman girl mother mum mom grandmother daughter sister wife queen princess aunt actress
    spokeswoman     congresswoman
    """
)
PERSON_NOUNS = (_MALE_WORDS | _FEMALE_WORDS | ROLE_NOUNS) | word_set(
    """
    resident native veteran expert student pupil teacher teenager youth child baby toddler infant colleague
    friend neighbor neighbour partner suspect defendant victim driver nurse farmer worker client witness
    volunteer musician artist rapper dancer trainer tenant passenger survivor gunman officer predecessor
    successor
    """
)


@dataclass
class Names:
    """People met so far: by last name and by office. Grows through the article."""

    by_last: dict[str, Counter[str]] = field(default_factory=dict)
    by_family: dict[str, set[str]] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)
    by_given: dict[str, set[str]] = field(default_factory=dict)
    by_office: dict[str, set[str]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    things: Things = field(default_factory=Things)
    by_initials: dict[str, set[str]] = field(default_factory=dict)
    titles: Titles = field(default_factory=Titles)

    def learn(self, doc: "Doc") -> None:
        """Take up the sentence's people."""
        self.titles.learn(doc)
        for entity in doc.ents:
            if entity.label_ == "ORG":
                self._meet_body(entity)
            if _is_taken_for_body(entity):
                self._meet(person_name(entity), entity.root)
            if entity.label_ == "PERSON" and _ends_in_noun(entity):
                continue
            if entity.label_ == "PERSON" and len(entity) > 1:
                self._meet(person_name(entity), entity.root)
            elif entity.label_ == "PERSON":
                self._meet_office(person_name(entity), title_before(entity.root))
                address = gender_of(doc[entity.start - 1].lower_) if entity.start else None
                if address:
                    self.genders.setdefault(person_name(entity), address)
        for token in doc:
            if token.ent_type_ != "PERSON" and _must_be_person(token):
                first = _given_name(token)
                if first is not None:
                    self._meet(f"{first.text} {token.text}", token)
            if _is_only_name(token):
                self.alone.add(token.lower_)

    def learn_genders(self, docs: Iterable["Doc | None"]) -> None:
        """Take from the pronouns of successive sentences who is a man and who a woman, where only one person
        can be meant; None stands for what was not parsed.
        """
        votes: dict[str, Counter[str]] = {}
        alone: str | None = None
        for doc in docs:
            people = self._people(doc) if doc is not None else {}
            for token in doc or ():
                gender = gender_of_pronoun(token.lower_)
                owner = _owner(token)
                name = people.get(owner) if owner is not None else alone if _opens(token) else None
                if gender and name:
                    votes.setdefault(name, Counter())[gender] += 1
            if people or doc is None:
                alone = next(iter(people.values())) if len(set(people.values())) == 1 else None
        for name, count in votes.items():
            if len(count) == 1 and self.gender(name) is None:
                self.genders[name] = next(iter(count))

    def note_gender(self, name: str, pronoun: str) -> None:
        """Keep what a pronoun says of the person whom it was found to mean."""
        gender = gender_of_pronoun(pronoun)
        if gender and self.gender(name) is None:
            self.genders[name] = gender

    def _people(self, doc: "Doc") -> dict[int, str]:
        """The people of a sentence in full, by the last token of the name."""
        return {
            e.root.i: self.full(e.text) or person_name(e) if len(e) == 1 else person_name(e)
            for e in doc.ents
            if e.label_ == "PERSON"
        }

    def _meet(self, name: str, root: "Token") -> None:
        self.by_last.setdefault(name.rsplit(maxsplit=1)[-1].lower(), Counter())[name] += 1
        family = family_name_first(name)
        if family:
            self.by_family.setdefault(family.lower(), set()).add(name)
        else:
            self.by_given.setdefault(name.split(maxsplit=1)[0].lower(), set()).add(name)
        title = title_before(root) or _short_title(root)
        self._meet_office(name, title)
        about = [*title, *(c for c in root.children if c.dep_ == "appos"), root.head]
        if root.dep_ != "appos":
            about.pop()
        said = {g for t in about for g in (gender_of(t.lemma_.lower()),) if g}
        if len(said) == 1:
            self.genders.setdefault(name, said.pop())

    def _meet_office(self, name: str, title: list["Token"]) -> None:
        """'President Lee' may be called the president later, 'Gov. Roe' the governor; the vice president may
        not.
        """
        if any(t.lower_ in _NOT_THE_HOLDER for t in title):
            return
        for office in map(office_of, title):
            if office in ROLE_NOUNS:
                self.by_office.setdefault(office, set()).add(name)

    def _meet_body(self, entity: "Span") -> None:
        """'the International Monetary Fund' may be called IMF later."""
        own = [t for t in entity if t.lower_ != "the"]
        letters = "".join(t.text[0] for t in own if t.text[0].isupper() and not t.is_upper)
        if len(letters) >= MIN_INITIALS:
            name = person_name(entity).removeprefix("The ").removeprefix("the ")
            self.by_initials.setdefault(letters, set()).add(name)

    def in_full(self, initials: str) -> str | None:
        """The one body of the article with these initials."""
        found = self.by_initials.get(initials)
        return next(iter(found)) if found and len(found) == 1 else None

    def gender(self, name: str) -> str | None:
        """What the article, or else the given name, says of the person; of 'Anna Lee's son', the noun."""
        owner, _, owned = name.rpartition("'s ")
        if owner and owned.islower():
            return gender_of(owned.split()[-1])
        given = name.split(maxsplit=1)[0].lower()
        guess = MALE if given in MALE_NAMES else FEMALE if given in FEMALE_NAMES else None
        return self.genders.get(name) or guess

    def mark(self, doc: "Doc") -> None:
        """Label as people the names that the model missed, or took for places."""
        spans = list(doc.ents)
        for token in doc:
            alone = token.dep_ == "nsubj" and not list(token.lefts) and token.lower_ in self.by_last
            misread = token.tag_ == "NN" and token.is_title and (token.ent_type_ or alone)
            if not (token.tag_ in {"NNP", "NNPS"} or misread) or not self._is_known(token.lower_):
                continue
            first = self._first_token(token)
            if first is None:
                continue
            inside = [e for e in spans if e.end > first.i and e.start <= token.i]
            if any(
                e.start < first.i or e.end > token.i + 1 or (e.label_ == "PERSON" and first == token)
                for e in inside
            ):
                continue
            spans = [e for e in spans if e not in inside]
            spans.append(Span(doc, first.i, token.i + 1, "PERSON"))
        doc.set_ents(spans)

    def _is_known(self, word: str) -> bool:
        names = self.by_last.keys() | self.by_family.keys() | self.by_given.keys() | self.alone | GIVEN_NAMES
        return word in names

    def _first_token(self, last: "Token") -> "Token | None":
        """Where the name that ends here begins; None where it is a part of another name."""
        doc = last.doc
        if last.i + 1 < len(doc) and doc[last.i + 1].tag_ == "NNP":
            return None
        for name in self.by_last.get(last.lower_, ()):
            parts = name.split()
            start = last.i - len(parts) + 1
            if len(parts) > 1 and start >= 0 and doc[start : last.i + 1].text == name:
                return doc[start]
        stands_alone = last.i == 0 or doc[last.i - 1].tag_ != "NNP"
        return last if stands_alone else None

    def full(self, last: str) -> str | None:
        """The one person of the article with this last name, or else with this given name, in full."""
        key = last.lower()
        found = self.by_last.get(key) or self.by_family.get(key) or self.by_given.get(key) or ()
        one = _without_variants(found)
        return one[0] if len(one) == 1 else None

    def holder(self, office: str) -> str | None:
        found = {self.full(name) or name for name in self.by_office.get(office, ())}
        return found.pop() if len(found) == 1 else None


def _without_variants(names: Iterable[str]) -> list[str]:
    """Each person once, by the longest name: 'Donald J. Trump' and 'Donald Trump' are one, two middle names
    are two.
    """
    kept: list[str] = []
    for name in sorted(names, key=len, reverse=True):
        parts = name.split()
        shorter = [k for k in kept if (k.split()[0], k.split()[-1]) == (parts[0], parts[-1])]
        if not (len(parts) == 2 and len(shorter) == 1):
            kept.append(name)
    return kept


def _short_title(root: "Token") -> list["Token"]:
    """The "Gov." in front of the name, and what stands before it."""
    own = [t for t in root.lefts if t.dep_ in {"compound", "amod"} and t.ent_type_ != "PERSON"]
    before = [t for word in own for t in word.subtree]
    return before if before and office_of(before[-1]) in ROLE_NOUNS else []


def office_of(word: "Token") -> str:
    """The office that the word of a title stands for: governor for 'Gov.'"""
    lower = word.lemma_.lower()
    return IN_WORDS.get(lower, lower)


def family_name_first(name: str) -> str | None:
    """The family name where it opens the name, as in "Lai Ching-te" or "Kim Jong Un"; else None."""
    first, *rest = name.split()
    if first.lower() in GIVEN_NAMES or not rest:
        return None
    in_two = len(rest) == 1 and _GIVEN_IN_TWO.fullmatch(rest[0])
    return first if in_two or first.lower() in _FAMILY_FIRST else None


def gender_of(word: str) -> str | None:
    """What a common noun or a title says of the person it is used for."""
    return MALE if word in _MALE_WORDS else FEMALE if word in _FEMALE_WORDS else None


def _ends_in_noun(entity: "Span") -> bool:
    """'Twitter junkie', which is nobody's name."""
    return next((t.tag_ == "NN" and t.is_lower for t in reversed(list(entity)) if t.tag_ != "POS"), False)


def gender_of_pronoun(lower: str) -> str | None:
    """What "he" and "her" say of who is meant."""
    return MALE if lower in MALE_FORMS else FEMALE if lower in FEMALE_FORMS else None


def _owner(pronoun: "Token") -> int | None:
    """The subject of the clause that owns something in it: Lee in 'Lee sold her house'."""
    owned = pronoun.head
    noun = subject(owned.head) if pronoun.dep_ == "poss" and owned.dep_ == "dobj" else None
    return noun.i if noun is not None and noun.i < pronoun.i else None


def _opens(pronoun: "Token") -> bool:
    """A "He" that opens its sentence as what the main clause is about."""
    return pronoun.i <= 1 and pronoun.dep_ in {"nsubj", "nsubjpass"} and pronoun.head.head == pronoun.head


def _is_taken_for_body(entity: "Span") -> bool:
    """'Vanessa Oakes considered selling her boat': a given name, told of by its own pronoun."""
    given, last = entity[0], entity[-1]
    gender = MALE if given.lower_ in MALE_NAMES else FEMALE if given.lower_ in FEMALE_NAMES else None
    if entity.label_ not in {"ORG", "GPE"} or len(entity) != 2 or gender is None or last.tag_ != "NNP":
        return False
    if last.dep_ != "nsubj" or any(e.label_ == "PERSON" for e in entity.doc.ents):
        return False
    told = {gender_of_pronoun(t.lower_) for t in last.head.subtree if t.i > last.head.i} - {None}
    return told == {gender}


def _given_name(last: "Token") -> "Token | None":
    first = next((c for c in children(last, "compound") if c.i == last.i - 1), None)
    return first if first is not None and first.tag_ == last.tag_ == "NNP" else None


def _must_be_person(token: "Token") -> bool:
    """A name of two words that speaks, or is told to be a man, a woman, a minister."""
    first = _given_name(token)
    if first is None:
        return False
    if (token.i > 1 and token.doc[token.i - 2].tag_ == "NNP") or child(token, "det") is not None:
        return False
    called = [c for c in token.children if c.dep_ == "appos"]
    if token.dep_ == "appos" and token.head.tag_ == "NN":
        called.append(token.head)
    called += [c for c in token.children if c.i == token.i - 2 and c.tag_ == "NN"]
    if any(c.lemma_.lower() in PERSON_NOUNS for c in called):
        return True
    acts = token.dep_ in {"nsubj", "nsubjpass"}
    if not token.ent_type_ and first.lower_ in GIVEN_NAMES and (acts or _is_aged(token)):
        return True
    says = token.dep_ == "nsubj" and token.head.lemma_ in SAYING - {"show", "find"}
    return token.ent_type_ != "ORG" and says


def _is_aged(name: "Token") -> bool:
    """'Jamal Reed, 17, …'"""
    behind = [t.text for t in name.doc[name.i + 1 : name.i + 4]]
    return len(behind) == 3 and behind[0] == behind[2] == "," and behind[1].isdigit()


def _is_only_name(token: "Token") -> bool:
    """'their child, Gloria'"""
    named = token.tag_ == "NNP" and token.dep_ == "appos" and not list(token.lefts)
    return named and token.head.tag_ == "NN" and token.head.lower_ in PERSON_NOUNS


def person_name(entity: "Span") -> str:
    """The name as the article writes it, without a possessive ending."""
    article = entity.doc.article
    return article[entity.start_char : entity.end_char].removesuffix("'s").removesuffix("’s").strip()
