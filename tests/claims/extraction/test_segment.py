from itertools import pairwise

import pytest

from claims.extraction.segment import MAX_SENTENCE_CHARACTERS, segment


def words_of(text):
    return [text[p.words[0] : p.words[1]] for p in segment(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He came. She left.", ["He came.", "She left."]),
        ("Mr. Lee of the U.S. Senate spoke at 8 p.m. on Monday.", None),
        ("It went to the U.S. Court of Appeals for the District.", None),
        ("It was signed by Sens. Ann Lee and Tom Roe.", None),
        ("He left the U.S. He went home.", ["He left the U.S.", "He went home."]),
        ("He won. “I am glad,” he said.", ["He won.", "“I am glad,” he said."]),
        ("He left. ''I am glad,'' he said.", ["He left.", "''I am glad,'' he said."]),
        ("“We won. It is over.” “No,” she said.", ["“We won.", "It is over.”", "“No,” she said."]),
        ('He called it a "dead end." Then he left.', ['He called it a "dead end."', "Then he left."]),
        ('They cried "It is open!" A guard came.', ['They cried "It is open!"', "A guard came."]),
        ('"Is it open?" Mayor Ann Lee asked.', None),
        ("He said “We will go.” and left.", None),
        (
            'It did not surprise Ann Lee: "Most lakes freeze late." She knew.',
            ["It did not surprise Ann Lee:", '"Most lakes freeze late."', "She knew."],
        ),
        ('They read "Closed: Go home" and left.', None),
        ("A heading\nA sentence.", ["A heading", "A sentence."]),
        ("Oslo (AFP) – The bank failed.", ["Oslo (AFP) –", "The bank failed."]),
        ("NEW YORK - The bank failed.", ["NEW YORK -", "The bank failed."]),
        (
            "ABUJA, March 24 (WireDesk) - The bank failed.",
            ["ABUJA, March 24 (WireDesk) -", "The bank failed."],
        ),
        ("LONDON, 6 November - The bank failed.", ["LONDON, 6 November -", "The bank failed."]),
        ("PORT MARLOW, 6 May — The bank failed.", ["PORT MARLOW, 6 May —", "The bank failed."]),
        ("LONDON, March 4 (Reuters) — The bank failed.", ["LONDON, March 4 (Reuters) —", "The bank failed."]),
        ("Jim Roe (D-Ohio) — A lawyer — left.", None),
        ("The Senate — A body of 50 — met.", None),
        *[
            (f"{dateline} The bank failed.", [dateline, "The bank failed."])
            for dateline in (
                "GOMA, Democratic Republic of Congo, May 4 (NPA) -",
                "VALENCIA, Spain, Dec 7 (Sportnet) -",
                "MANILA (Agency desk) —",
                "Oslo, 14 February (Nordic Wire) –",
                "TBILISI, Georgia (June 18) —",
                "Evansville, Indiana, United States -",
                "BERLIN (dpa) -",
                "NEW YORK (AP) _",
            )
        ],
        ("He lost (he said so. Really) and left.", None),
        (
            "This line was wrapped by a program that cuts lines at some width,\nand it goes on here.",
            None,
        ),
    ],
)
def test_sentences(text, sentences):
    assert words_of(text) == (sentences or [text])


def test_pieces_cover_the_text_and_touch():
    text = "\n\n One. Two!\n\n\tThree?  \n"
    pieces = segment(text)
    assert pieces[0].start == 0
    assert pieces[-1].end == len(text)
    assert all(a.end == b.start for a, b in pairwise(pieces))


def test_a_sentence_without_an_end_is_cut():
    assert all(p.end - p.start <= MAX_SENTENCE_CHARACTERS for p in segment("word " * 3_000))


# Whatever tries the ways of taking a run apart takes for ever here.
@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", ["W", "w", "1", "-", "A-", "A.", "(", "“", "A ", "Ab ", "U.S. ", ", Ohio"])
def test_a_run_without_a_break_takes_no_time(unit):
    text = unit * (10_000 // len(unit)) + " said so."
    assert "".join(text[piece.start : piece.end] for piece in segment(text)) == text


def test_a_speaker_in_capitals_is_a_sentence_of_their_own():
    speakers = ["MR. PENCE:", "JO ANN LEE (R):", "DR. O'NEIL-ROE JR. :"]
    text = "\n\n".join(f"{who} So it went on that day." for who in speakers)
    assert [text[slice(*piece.words)] for piece in segment(text)][::2] == speakers


def test_an_empty_text_has_no_pieces():
    assert segment("") == []


def test_a_place_and_a_colon_and_the_time_of_an_entry_stand_apart():
    story = "Court bans party\n\nBANGKOK: The court on Wednesday banned the party."
    live = "14:20 The wind reached 151 km/h.\n\n2.05 p.m. Trains have stopped."
    assert [story[p.words[0] : p.words[1]] for p in segment(story)][1:] == [
        "BANGKOK:",
        "The court on Wednesday banned the party.",
    ]
    assert [live[p.words[0] : p.words[1]] for p in segment(live)] == [
        "14:20",
        "The wind reached 151 km/h.",
        "2.05 p.m.",
        "Trains have stopped.",
    ]


def test_a_command_of_a_state_is_no_new_sentence():
    text = "The U.S. Indo-Pacific Command said the launches posed no threat."
    assert len(segment(text)) == 1
