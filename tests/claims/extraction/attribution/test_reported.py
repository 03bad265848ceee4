import pytest

from claims.extraction.attribution.reported import find_reported
from claims.extraction.parser import parse


def reported(text):
    doc = next(parse([text]))
    return [
        (" ".join(doc[i].text for i in r.source), " ".join(doc[i].text for i in r.content), r.asserted)
        for r in find_reported(doc)
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Lee said the bridge is safe.", "Lee", "the bridge is safe"),
        ("The bridge is safe, said Lee.", "Lee", "The bridge is safe"),
        ("The bridge is safe, the mayor said.", "the mayor", "The bridge is safe"),
        ("Officials told reporters that the bridge had failed.", "Officials", "the bridge had failed"),
        ("According to the board, ferries carried 12 people.", "the board", "ferries carried 12 people ."),
        ("Lee was charged after admitting that she took the boat.", "Lee", "she took the boat"),
        ("Lee claims that he fell and he was hurt.", "Lee", "he fell and he was hurt"),
        (
            "“The bridge is safe,” said Anna Lee, who runs the port.",
            "Anna Lee , who runs the port",
            "The bridge is safe",
        ),
        ("“Who pays for the bridge?” Tom Hill asked, looking at the river.", "Tom Hill", "“ Who pays"),
        ("Imports rose by 40 percent because of low tariffs, a study found.", "a study", "Imports rose"),
        (
            "They estimated by 2050, increasing tourism and changing weather would raise prices by half.",
            "They",
            "increasing tourism and changing weather would",
        ),
        ("The party won 17 seats in Arlen, the board announced on Monday.", "the board", "The party won 17"),
        ("Lee said the port would close in May and suggested that he would leave.", "Lee", "he would leave"),
        (
            "Records show that a group called Rise was told to leave.",
            "Records",
            "a group called Rise was told",
        ),
        ("The mayor called for a ban on 9 ferries.", "The mayor", "for a ban on 9 ferries"),
        (
            "“The bridge is safe,” said Rep. Jim Roe (D-Ohio), the leader of a panel, who runs the port.",
            "Rep. Jim Roe ( D - Ohio ) , the leader of a panel , who runs the port",
            "The bridge is safe",
        ),
        ("Critics railed against the plan for the port.", "Critics", "against the plan for the port"),
        ("The mayor voiced doubts about the port.", "The mayor", "doubts about the port"),
        ("The board was unhappy with the plan.", "The board", "with the plan"),
        ("Tom Roe was disappointed by the vote.", "Tom Roe", "by the vote"),
        ("Lee's criticism of the port was printed in May.", "Lee", "of the port"),
        ("Her decision to sell the port was printed in May.", "Her", "to sell the port"),
        ("The mayor announced a plan for the port.", "The mayor", "a plan for the port"),
        ("Public records show no gifts to the port.", "Public records", "no gifts to the port"),
        ("As the mayor has reported, the port sold 9 boats.", "the mayor", "the port sold 9 boats"),
        ("Critics lashed out at the plan for the port.", "Critics", "at the plan for the port"),
        ("The paper called the plan a “disaster”.", "The paper", "a “ disaster"),
    ],
)
def test_source_and_content(text, source, content):
    assert any(s == source and c.startswith(content) for s, c, _ in reported(text)), reported(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lee denied that he had lied.",
        "Lee did not say that the bridge is safe.",
        "Lee would not say whether the bridge is safe.",
        "Lee expects that the bridge will open in May.",
        "Lee mistakenly thought that the bridge was open.",
        "Nobody knows that the bridge is open.",
        "Nobody can convince Lee that the bridge is open.",
        "No official has said that the bridge is open.",
        "They no longer believe that the bridge is open.",
        "Voters hardly believe that the bridge is open.",
        "Neither Ann Lee nor Tom Roe has said that the bridge is open.",
        "Six in 10 voters say that the bridge is safe.",
        "Most sailors think that the bridge is safe.",
        "Those surveyed said that the bridge is safe.",
        "Lee joked that the bridge is safe.",
        "Engineers once believed that the bridge is safe.",
        "Lee initially said that the bridge is safe.",
        "It is believed that the bridge is safe.",
        "Every generation thinks that the bridge is safe.",
        "Lee repeated, without evidence, that the bridge is safe.",
    ],
)
def test_a_content_that_nobody_vouches_for_is_not_asserted(text):
    assert [asserted for _, _, asserted in reported(text)] == [False]


def test_what_stands_before_a_semicolon_is_not_what_the_speaker_behind_it_says():
    text = "Two hundred people drowned near the island in 2011; an inquiry recommended lifeboats and radar."
    assert "Two hundred people drowned" not in " ".join(content for _, content, _ in reported(text))
    assert reported("Sales fell by a third; profits rose by 3 percent, the firm said.")[0][0] == "the firm"


@pytest.mark.parametrize(
    "text",
    [
        "The state will not, as the governor suggested, run out of water by 2030.",
        "The state will not run out of water, as the governor suggested.",
        "Rather than resign, as some had urged, Ann Lee ran again.",
    ],
)
def test_who_stands_behind_as_is_not_credited_with_a_denial_nor_with_what_was_not_wished_for(text):
    assert reported(text) == []


def test_nobody_backs_the_share_that_stands_in_front():
    text = "Of the 3,000 people asked, 52% opposed the plan, 40% backed it and the rest did not know."
    assert "the rest" not in " ".join(content for _, content, _ in reported(text))
