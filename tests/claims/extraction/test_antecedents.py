import pytest

from claims.extraction.pipeline import find_claims


def texts(article):
    return [c.text for c in find_claims(article).claims]


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        (
            "Tom Roe met the man who built the bridge in May. He thanked 9 workers.",
            "Tom Roe thanked 9 workers.",
        ),
        (
            "Tom Roe said Jim Lund lost 9 races. He also charged that the port closed in May.",
            "The port closed in May.",
        ),
        ("In her statement, Anna Lee named 9 towns.", "In Anna Lee's statement, Anna Lee named 9 towns."),
        (
            "Tom Roe met Zoe Fane, whom he had warned for 9 months.",
            "Tom Roe had warned Zoe Fane for 9 months.",
        ),
        (
            "There were 9 farmers who sold their boats in May.",
            "9 farmers sold their boats in May.",
        ),
        (
            "Donald J. Roe won in May. “Donald Roe lied,” Anna Lee said. Mr. Roe left 9 towns.",
            "Donald J. Roe left 9 towns.",
        ),
        ("Anna Sanders won in May. Lee met Sanders in 9 towns.", "Lee met Anna Sanders in 9 towns."),
    ],
)
def test_a_pronoun_means_whom_the_sentence_is_about(article, claim):
    assert claim in texts(article)


@pytest.mark.parametrize(
    ("article", "wrong"),
    [
        ("Tom Roe attacked Jim Lund, calling him a liar in 9 towns.", "calling Tom Roe"),
        (
            "Tom Roe was there in May.\n\nA lawyer who made his fortune in tin agreed to sell 9 boats.",
            "Tom Roe's fortune",
        ),
        (
            "The Port Authority urged firms to watch the pest, which killed 900 trees since it was found.",
            "Port Authority was found",
        ),
        ("Jim Lund praised the mayor. Tom Roe, his friend of 9 years, left.", "Tom Roe's friend"),
        ("Tom Roe asked Jim Lund about 9 letters he wrote in May.", "Tom Roe wrote"),
        ("Farmers met in May. Lee regretted the 9 letters after they came out.", "Farmers came"),
        ("Tom Roe left in May. Whoever wins says he or she will build 9 bridges.", "Tom Roe or she"),
        ("Americans met in May. The storm has made it worse for 9 days.", "made Americans"),
        (
            "A novelist who painted met Jim Lund in May. The senator lost 9 votes and his seat.",
            "Jim Lund's seat",
        ),
        (
            "Jim Lund asked Tom Roe about 9 towns. “He is a liar,” Roe said.",
            "Jim Lund is a liar",
        ),
        (
            "Amara Sissoko will step down in March. Her successor, the Chilean oceanographer Pablo Rivas, "
            "said he would make warning systems his priority.",
            "Amara Sissoko would",
        ),
        ("Jim Lund, a lawyer, left in May. She had been robbed 9 times, he said.", "Jim Lund had been"),
        ("Anna Lee said he had sold 9 boats in May.", "Anna Lee had sold"),
        ("Judge Lena Roe told her that she had lied 9 times.", "Lena Roe had lied"),
        ("Doctors said its count of 9 towns was in line with theirs.", "with Doctors."),
    ],
)
def test_nobody_is_meant_who_cannot_be(article, wrong):
    assert not any(wrong in text for text in texts(article))


def test_who_is_called_he_is_a_man_from_then_on():
    article = (
        "Robin Khal met Anna Lee in May. Khal left. He sold 9 boats. Khal warned Lee that she was wrong."
    )
    assert "She was wrong." not in texts(article)
    assert not any("Khal was wrong" in text for text in texts(article))


def test_an_open_she_bars_the_way_to_whoever_was_named_before():
    article = "Anna Lee and Mary Roe met in May. She met Jo Fane in June. She left the party in July."
    assert not any("Fane left" in text for text in texts(article))


def test_an_i_of_a_speaker_without_a_name_stays():
    article = "Anna Lee met Mary Roe in May. “I was warned about 9 towns by the mayor of Holm,” she said."
    assert not any("She was warned" in t or "she was" in t for t in texts(article))


TALK = (
    "Host Ann Lee asked Tom Roe about Mayor Karl Moss on Monday.\n\n"
    "“He sold 9 boats,” Roe said.\n\n"
    "“But he bought 4 docks. He paid for 3 ships,” Lee said, according to a transcript of the show.\n\n"
    "“He built 5 ports. He sank 6 boats, OK?” Roe said."
)


def test_in_a_talk_neither_of_the_two_is_he_or_she():
    told = {c.text: c.speaker.name for c in find_claims(TALK).claims if c.speaker and " boats" in c.text}
    assert told == {"Karl Moss sold 9 boats.": "Tom Roe", "Karl Moss sank 6 boats, OK?": "Tom Roe"}


def test_a_transcript_is_not_who_speaks_in_it():
    told = {c.text: c.speaker.name for c in find_claims(TALK).claims if c.speaker}
    assert told["Karl Moss bought 4 docks."] == told["Karl Moss paid for 3 ships."] == "Ann Lee"


def test_whom_an_unknown_he_speaks_of_stays_open():
    (claim,) = find_claims("“He’s the founder of 9 firms,” he said.").claims
    assert claim.ambiguous == ("He",)


def test_a_pronoun_means_the_name_of_the_subject_and_not_whoever_it_belongs_to():
    article = (
        "Prime Minister Jonas Lie left in May.\n\nThe prime minister's chief of staff, Owen Pryce, resigned "
        "after a newspaper published photographs of him on 9 yachts."
    )
    assert "A newspaper published photographs of Owen Pryce on 9 yachts." in texts(article)


def test_a_name_behind_what_its_owner_is_belongs_to_a_person():
    article = (
        "Marta Keller left in May.\n\nRuling-party lawmaker Hideo Tanabe apologised on Thursday, saying his "
        "accountant had made 9 mistakes."
    )
    assert "Hideo Tanabe's accountant had made 9 mistakes." in texts(article)
