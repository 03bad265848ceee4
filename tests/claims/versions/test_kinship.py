import pytest

from claims.versions.kinship import is_another_text

ARTICLE = (
    "The council approved a budget of four million on Tuesday after a long debate. "
    "Mayor Ana Vale said that spending on roads rose by twelve percent in 2023. "
    "The Senate voted 93 to 4 on Thursday for the bill that the governor had asked for."
)
STRANGER = (
    "A ferry with three hundred people sank off the coast of Norway on Sunday, officials said. "
    "Divers found most of the passengers alive in the cabins below, and towed the wreck ashore."
)


@pytest.mark.parametrize(
    ("after", "is_another"),
    [
        (ARTICLE, False),
        (ARTICLE.replace("twelve", "eleven").replace("four million", "five million"), False),
        (ARTICLE.partition(". ")[0], False),
        (STRANGER + " " + ARTICLE, False),
        (STRANGER, True),
    ],
    ids=["the same", "edited", "shortened", "a longer page", "a stranger's"],
)
def test_a_text_with_hardly_anything_of_the_article_is_another(after, is_another):
    assert is_another_text(ARTICLE, after) is is_another
