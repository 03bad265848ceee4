"""A text's language is told by its script and commonest words, and English is never taken for another."""

import pytest

from claims.extraction.language import guess_language

TEXTS = {
    "en": "The council approved the budget on Tuesday, and the mayor said that spending was up.",
    "de": "Der Rat hat am Dienstag den Haushalt beschlossen, und die Bürgermeisterin sagte, dass die "
    "Ausgaben für Straßen in diesem Jahr nicht steigen werden.",
    "fr": "Le conseil a approuvé le budget mardi et la maire a dit que les dépenses pour les "
    "routes ne sont pas en hausse dans la ville.",
    "es": "El consejo aprobó el martes el presupuesto y la alcaldesa dijo que los gastos en las "
    "carreteras no suben más que en el año pasado.",
    "nl": "De raad heeft de begroting op dinsdag goedgekeurd en de burgemeester zei dat de uitgaven voor "
    "wegen niet hoger zijn dan die van het jaar ervoor.",
    "ru": "Совет утвердил бюджет во вторник, и мэр заявила, что расходы на дороги в этом году не вырастут.",
    "ar": "وافق المجلس على الميزانية يوم الثلاثاء وقالت رئيسة البلدية إن الإنفاق على الطرق لن يرتفع",
    "zh": "市议会周二批准了预算，市长表示今年的道路支出不会增加，而且学校的支出"
    "将与去年保持不变，议员们表示欢迎。",
    "ja": "市議会は火曜日に予算を承認し、市長は今年の道路への支出は増えないと述べた。"
    "学校の支出も変わらない。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_tells_the_language(language):
    assert guess_language(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Taxes fell.",
        "12 345 67",
        "PRESIDENT SMITH: Jobs up 3%. MR. JONES: Wages down 2%.",
        "lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt",
        "\0\ud83c🌉" * 50,
    ],
)
def test_says_nothing_when_unsure(text):
    assert guess_language(text) is None


def test_english_with_foreign_names_and_words_is_english():
    text = (
        "The leader of Die Linke said in the Bundestag that El País and Le Monde had reported on it, "
        "and that the de la Cruz family was not to blame for the fall of the government."
    )
    assert guess_language(text) == "en"


def test_two_words_that_another_language_shares_are_no_sign_of_it():
    assert guess_language("Anna Lee met voters in Taipei before Saturday's election.") is None
