import pytest

from claims.extraction.pipeline import find_claims


def texts(article):
    return [c.text for c in find_claims(article).claims]


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        ("Anna Lee won the race in May. She joined the party in 1990.", "Anna Lee joined the party in 1990."),
        ("Anna Lee won the race in May. Lee then left the party.", "Anna Lee then left the party."),
        ("The officials said they closed the bridge in May.", "The officials closed the bridge in May."),
        ("Mayor Anna Lee spoke on Monday. The mayor opened the bridge.", "Anna Lee opened the bridge."),
        (
            "The International Monetary Fund met in May. The IMF cut its forecast in June.",
            "The International Monetary Fund cut its forecast in June.",
        ),
        ("Lai Ching-te won in May. Lai thanked 9 aides.", "Lai Ching-te thanked 9 aides."),
        (
            "The port opened a dock in May. It raised its fees by 9 percent.",
            "The port raised its fees by 9 percent.",
        ),
        ("Although it only buys ore, the US arms the island.", "The US only buys ore."),
        ("Tom Roe won in May. Mr Roe left the party.", "Tom Roe left the party."),
        (
            "A storm hit Mecca's Grand Mosque in May. Pilgrims left the mosque at noon.",
            "Pilgrims left Mecca's Grand Mosque at noon.",
        ),
        (
            'Tom Roe wrote to the court. "The boat was used against Jim Lund," he wrote. "I sold 9."',
            "Tom Roe sold 9.",
        ),
        (
            "The polls closed. 45 percent of voters said they would stay.",
            "45 percent of voters said they would stay.",
        ),
        (
            "Mills met Lee. Cheryl Mills and Anna Lee said they were badly hurt.",
            "Cheryl Mills and Anna Lee were badly hurt.",
        ),
        (
            "The Harbour Group met Lee. The Harbour Group said they own 9 boats.",
            "The Harbour Group own 9 boats.",
        ),
        (
            "President Obama met Vice President Joe Roe and ex-President Jim Lund. The president left.",
            "Obama left.",
        ),
        ("Officials met in May. They're building 9 bridges.", "Officials are building 9 bridges."),
        ("Anna Lee spoke in May. She's opened 9 bridges.", "Anna Lee has opened 9 bridges."),
        ("Anna Lee spoke in May. She'd opened 9 bridges.", "Anna Lee had opened 9 bridges."),
        ("Anna Lee said she's sure she'll open 9 bridges.", "Anna Lee is sure she'll open 9 bridges."),
        ("“I have opened 9 bridges,” Anna Lee said.", "Anna Lee has opened 9 bridges."),
        ("Anna Lee won 9 races in May. Anna then left the party.", "Anna Lee then left the party."),
        (
            "The sailors met as farmers gathered outside in May. They rejected 9 offers.",
            "The sailors rejected 9 offers.",
        ),
        (
            "The farmers, whose harvest failed in May, left.",
            "The farmers' harvest failed in May.",
        ),
        ("Thomas Roe won in May. Thomas' bridge opened in June.", "Thomas Roe's bridge opened in June."),
        (
            "Tom Roe spoke in May. His sister sold her house in June.",
            "Tom Roe's sister sold her house in June.",
        ),
        (
            "The libraries will close in May. Together they had 71,000 visitors last year.",
            "Together the libraries had 71,000 visitors last year.",
        ),
        ("The council closed the bridge. It said 9 boats had sunk.", "9 boats had sunk."),
        ("The firm said it would appeal to the court in May.", "The firm would appeal to the court in May."),
        ("A council spokesman said it would close 9 bridges.", "The council would close 9 bridges."),
        ("The airline's chief executive said it would cut 300 jobs.", "The airline would cut 300 jobs."),
        (
            "The council met in May. It closed 3 docks, saying 9 boats had sunk.",
            "The council closed 3 docks.",
        ),
    ],
)
def test_one_reading_is_resolved(article, claim):
    assert claim in texts(article)


@pytest.mark.parametrize(
    ("article", "claim"),
    [
        ("The minister said it would cost 3 million euros.", "It would cost 3 million euros."),
        ("The company met in May. It emerged that 9 boats had sunk.", "It emerged that 9 boats had sunk."),
        (
            "The council said it would take 9 years to build 3 bridges.",
            "It would take 9 years to build 3 bridges.",
        ),
    ],
)
def test_an_it_that_stands_for_nothing_or_what_nobody_named_stays(article, claim):
    assert claim in texts(article)


def test_a_speaker_is_told_without_what_is_told_of_them():
    claims = find_claims(
        'The union, which has 300 members, urged the city not to "come back for more" in May.'
    ).claims
    assert {c.speaker.name for c in claims if c.speaker} <= {"The union"}
    assert any(c.speaker for c in claims)


def test_two_readings_are_left_open_for_a_person():
    found = find_claims("Anna Lee and Mary Roe met in May. She left the party in June.").claims
    left = next(c for c in found if "left the party" in c.text)
    assert left.text.startswith("She")
    assert left.ambiguous == ("She",)


def test_the_two_are_left_open_where_somebody_else_was_named_since():
    article = (
        "Eric Roe and Mike Lund sold 9 boats. Kevin Doyle vanished in May. Police believed that the two had "
        "run away together in June."
    )
    assert "The two had run away together in June." in texts(article)


def test_they_may_be_the_few_whom_the_sentence_is_about():
    text = texts("9 million families live in Oslo. Few of the farmers know where their beans come from.")
    assert not [claim for claim in text if "families' beans" in claim]


def test_he_of_whom_an_unknown_name_speaks_is_nobody_else():
    article = (
        "Greta Solheim left in May. Lunde, who led the board in 2009, said he had asked for repairs 3 times."
    )
    assert not [claim for claim in texts(article) if "Solheim had asked" in claim]


def test_a_predecessor_is_a_person():
    article = (
        "Greta Solheim left in May. Her predecessor, Ivar Lunde, disputed 9 figures. Lunde, who led "
        "the board in 2009, said he had asked for repairs 3 times."
    )
    assert "Ivar Lunde had asked for repairs 3 times." in texts(article)


def test_its_is_left_open_behind_another_thing_in_the_clause_before():
    article = (
        "The EMA met in May. The EMA banned 9 uses of the drug, saying its 3 benefits outweigh its risks."
    )
    assert not [claim for claim in texts(article) if "EMA's 3" in claim]


def test_a_man_is_not_meant_by_she():
    article = "James Lee met Mary Roe in May. She left the party in June."
    assert "Mary Roe left the party in June." in texts(article)


def test_one_of_two_named_things_is_not_chosen():
    article = (
        "The Boston Museum opened in May. The Lagos Museum closed in June. Thieves robbed the museum in July."
    )
    assert "Thieves robbed the museum in July." in texts(article)


@pytest.mark.parametrize(
    "article",
    [
        "The port cut its fees by 9 percent. It is the biggest cut since 1990.",
        "Anna Lee sold a dock in May. It belonged to the port.",
    ],
)
def test_what_an_opening_it_means_is_left_open_where_it_may_be_the_event(article):
    assert any(c.text.startswith("It ") and "It" in c.ambiguous for c in find_claims(article).claims)


def test_who_speaks_is_not_the_she_in_the_quotation():
    article = "Mary Roe opened a bridge in May. “She paid 9 dollars for it,” Anna Lee said."
    (claim,) = [c for c in find_claims(article).claims if "paid" in c.text]
    assert (claim.text, claim.speaker.name) == ("Mary Roe paid 9 dollars for it.", "Anna Lee")


def test_they_who_say_something_are_those_who_spoke_before():
    article = "The scientists found 9 errors. Three cases were studied. They said the bridge was old."
    (claim,) = [c for c in find_claims(article).claims if "bridge" in c.text]
    assert claim.speaker.name == "The scientists"


def test_who_is_named_inside_a_source_is_not_the_speaker():
    article = "Letters seen by Anna Lee show that the bridge cost 9 million dollars."
    (claim,) = [c for c in find_claims(article).claims if "cost" in c.text]
    assert claim.speaker.name == "Letters seen by Anna Lee"


def test_he_who_is_announced_by_a_colon_is_named():
    article = "Tom Roe won in May. In a speech in June, he declared: “The bridge was closed for 9 years.”"
    (claim,) = [c for c in find_claims(article).claims if "bridge" in c.text]
    assert claim.speaker.name == "Tom Roe"


FIRST_PERSON = "I moved to Bergen in May 2010. My daughter bought 9 boats.\n\n“I sold 4 boats,” Tom Roe said."


def test_who_tells_an_article_in_the_first_person_is_its_author():
    found = texts(FIRST_PERSON)
    assert {"The author moved to Bergen in May 2010.", "The author's daughter bought 9 boats."} <= set(found)
    assert "Tom Roe sold 4 boats." in found


def test_whom_the_author_speaks_of_is_not_the_author():
    found = texts(
        "I met Tom Roe in May 2010. I believe that he sold 9 boats. He bought 4 docks, and I saw Roe."
    )
    assert {"Tom Roe sold 9 boats.", "Tom Roe bought 4 docks."} <= set(found)


def test_one_i_alone_makes_no_author():
    assert (
        texts("I moved to Bergen in May 2010. The port bought 9 boats.")[0]
        == "I moved to Bergen in May 2010."
    )


def test_what_a_body_is_said_to_be_behind_a_comma_is_no_part_of_its_name():
    found = find_claims("The ministry, long wary of banks, said it would lift 9 rules.").claims
    assert [c.text for c in found] == ["The ministry would lift 9 rules."]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Anna Lee has died in Marlow in May. She was 87.\n\nHer son, the novelist Peter Lee, said she "
            "died on Sunday after a short illness.",
            "Anna Lee died on Sunday after a short illness.",
        ),
        (
            "Anna Lee left the port in May.\n\nHer secretary, Mary Birtwell, liked the work. "
            '"She frightened 9 admirals," Birtwell said, "because she had read the papers and they hadn\'t."',
            "Anna Lee had read the papers.",
        ),
        (
            "Anna Lee left the port in May.\n\nHer secretary, Mary Birtwell, liked the work. "
            '"She frightened 9 admirals," Birtwell said.\n\nShe is survived by nine cats.',
            "She is survived by nine cats.",
        ),
        (
            "Prosecutors said Tom Polgreen stole 61 goggles. He hid them in a garage, they said, before "
            "shipping them to a firm in Cyprus.",
            "Tom Polgreen hid them in a garage before shipping them to a firm in Cyprus.",
        ),
        (
            "A crew spotted the survivors on Sunday, and two guides were lowered to reach them. "
            '"They were cold and very quiet on 9 May," said one of the guides, Reto Amann.',
            "They were cold and very quiet on 9 May.",
        ),
        (
            "Emma Tallis left in May. A feud with the director Otto Rheiner, whom she accused of bullying 9 "
            "singers, led to his resignation.",
            "Emma Tallis accused Otto Rheiner of bullying 9 singers.",
        ),
        (
            'The cuts would help it in May. "Nobody here will lose the chance to finish a degree they '
            'have started in 2019," Anna Lee wrote.',
            "Nobody here will lose the chance to finish a degree they have started in 2019.",
        ),
        (
            "Two years after they fled the fighting, 900 people are still living in tents, aid "
            "agencies said on Tuesday.",
            "Two years after 900 people fled the fighting, 900 people are still living in tents.",
        ),
    ],
)
def test_a_pronoun_is_never_taken_for_whoever_speaks_of_them(text, claim):
    assert claim in [c.text for c in find_claims(text).claims]


def test_they_are_all_of_those_named_together_in_full():
    text = (
        "Donald Trump won in May. Hillary Clinton lost in May. The impact on Mr. Trump and Mrs. Clinton as "
        "they enter the election is asymmetrical."
    )
    assert texts(text)[-1] == "Donald Trump and Hillary Clinton enter the election."


def test_they_who_say_so_are_not_those_in_front_of_whom_it_is_about():
    text = (
        "Officials met in Oslo on Monday. With rebels playing a role in the town, they said, the army has "
        "left its 9 camps."
    )
    assert "rebels" not in {c.speaker.name for c in find_claims(text).claims if c.speaker}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The drug maker Velora said it would stop selling its pill after a study linked it to deaths.",
            "A study linked it to deaths.",
        ),
        (
            "Critics say the office is weak. It has only 40 staff, said Julie Petit of the group Anticor.",
            "It has only 40 staff.",
        ),
        (
            "Tom Lee resigned. His brother, Luc, never confirmed that the money was his.",
            "Luc never confirmed that the money was his.",
        ),
        (
            'Ann Lee left. "No," said Tom Hill. A spokesman for Lee said she fell. He would not say why.',
            "The spokesman for Lee would not say why.",
        ),
    ],
)
def test_a_pronoun_that_may_mean_another_stays(text, claim):
    assert claim in [c.text for c in find_claims(text).claims]


def test_a_name_with_an_age_is_a_person_and_no_other_man():
    article = (
        "Police released two brothers and say they now look for a third man. Jamal Reed, 17, was found dead "
        "in May. The brothers were the last people to see him alive."
    )
    assert "The brothers were the last people to see Jamal Reed alive." in texts(article)


def test_another_man_is_not_whom_a_clause_about_a_first_one_means():
    article = "An inmate says they hid evidence that another man committed the murder he was convicted of."
    assert "Another man was convicted of the murder." not in texts(article)


def test_critics_who_say_they_may_speak_of_others():
    article = "Lenders said they would pass on the cut. Critics noted that they had not done so in 2020."
    assert "They had not done so in 2020." in texts(article)


def test_what_somebody_was_born_as_is_no_other_person():
    article = "Lena Marsh has died. Born Helena Marszalek in Lodz, she grew up in Cork. She began in 1962."
    assert "Helena Marszalek began" not in " ".join(texts(article))


def test_a_his_behind_an_official_without_a_name_is_nobodys_else():
    article = "Tom Hill left. “We can’t help Tom Hill now,” an official wrote. His name was blacked out."
    assert "Tom Hill's name was blacked out." not in texts(article)


def test_an_it_that_somebody_sets_against_what_works_is_not_who_says_so():
    article = "Hubble is still working, though NASA says it will probably fail before 2035."
    assert "NASA will probably fail before 2035." not in texts(article)
