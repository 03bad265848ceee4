"""The signs of pages that stand in the way: machinery in the markup, and words in seven languages."""

from __future__ import annotations

import re


def _any_of(*signs: str) -> re.Pattern[str]:
    return re.compile("|".join(signs), re.IGNORECASE | re.DOTALL)


CAPTCHA_MACHINERY = _any_of(
    r"challenges\.cloudflare\.com",
    r"/cdn-cgi/challenge-platform",
    r"cf-chl-|_cf_chl_opt",
    r"g-recaptcha|hcaptcha\.com/|h-captcha|px-captcha|captcha-delivery\.com|geo\.captcha",
    r"/_Incapsula_Resource|awswaf|DDoS-Guard",
)
CAPTCHA_WORDS = _any_of(
    r"verify(ing)? (that )?you are (a )?human",
    r"are you a robot|i['’]?m not a robot|ich bin kein roboter|je ne suis pas un robot|no soy un robot",
    r"just a moment\.\.\.|checking your browser|complete the security check|press (&|and) hold",
    r"unusual traffic",
)
CONSENT_ADDRESS = _any_of(r"^https?://(consent|cmp|guce)\.", r"/(consent|cookie-?wall|privacy-?gate)([/?]|$)")
CONSENT_WORDS = _any_of(
    r"before you continue|we (value|care about|respect) your privacy|we and our( \d+)? partners",
    r"(accept|reject) (all )?(the )?cookies|cookie (consent|settings|preferences)",
    r"consent to (the use of )?cookies|manage (my |your )?(cookie|privacy|consent)",
    r"alle akzeptieren|cookies? (zu|akzeptieren)|mit werbung",
    r"accepter (et continuer|tout|les cookies)|continuer sans accepter",
    r"aceptar (todo|las cookies)|accetta (tutto|i cookie)|aceitar (todos|os cookies)",
    r"alle cookies|cookies accepteren|we gebruiken cookies",
)
ABOUT_CONSENT = _any_of(r"cookies?|privacy|consent|partners|datenschutz|einwillig|confidentialité")
PAYWALL_WORDS = _any_of(
    r"subscribe (now )?to (continue|keep|read)|to (continue|keep) reading|subscribers? only|for subscribers",
    r"(already|become) a (subscriber|member)|start your (free )?trial|unlock this (article|story)",
    r"this (article|content|story) is (reserved|available) (only )?(for|to)",
    r"you(['’]ve| have) (reached|read|used) (your|all|\d)|free articles? (left|remaining|this month)",
    r"weiterlesen mit|nur für abonnenten|jetzt abonnieren",
    r"réservé aux abonnés|il vous reste [\d.,]+ ?% de cet article",
    r"suscríbete para|contenido exclusivo para suscriptores|abbonati per|exclusivo para assinantes",
)
PAYWALL_MACHINERY = _any_of(
    r"""class=["'][^"']{0,300}\b"""
    r"""(paywall|regwall|meteredContent|piano-(offer|container)|tp-modal|subscriber-only)\b""",
    r"""id=["'](paywall|regwall|piano[-_])""",
)
LOGIN_WORDS = _any_of(
    r"(log|sign) ?in|you must be (logged|signed) in|forgot (your )?password|create (an|a new) account",
    r"anmelden|einloggen|se connecter|mot de passe|iniciar sesión|contraseña|accedi|inloggen",
)
PASSWORD_FIELD = _any_of(r"""<input[^>]{1,300}type=["']?password""")
LOGIN_ADDRESS = _any_of(r"/(log-?in|sign-?in|auth|sso|account/login|wp-login\.php)([/?.]|$)")
LOGIN_TITLE = _any_of(
    r"\W*(please )?((log|sign) ?in|anmelden|einloggen|se connecter|iniciar sesión|accedi|inloggen)\b"
)
NOT_FOUND_TITLE = _any_of(
    r"\W*((sorry|oops|error|http|the|this|that)\W+)*("
    r"404\b|not found|"
    r"(page|article|story|file|content|document)( was| could| is)? ?(not|no longer|isn['’]?t|cannot be) ?"
    r"(be )?(found|available|exist)|"
    r"seite (wurde )?nicht gefunden|page (introuvable|non trouvée)|página no encontrada|"
    r"pagina non trovata|pagina niet gevonden|página não encontrada)"
)
NOT_FOUND_WORDS = _any_of(
    r"(page|article|story|link|document|content) (that )?(you|you['’]re)[^.]{0,40}"
    r"(looking for|requested|followed|were after)",
    r"(no longer|not|does ?n['’]t|cannot be) (exists?|available|be found|found)",
    r"has been (re)?moved|may have (been )?(moved|expired|deleted)",
    r"existiert nicht|n['’]existe (pas|plus)|ya no existe|non esiste|não existe",
)
SCRIPT_WORDS = _any_of(
    r"(enable|turn on|requires?|activate|without) (your )?javascript",
    r"javascript (is|to be) (disabled|required|enabled)|javascript (muss|aktivieren)",
    r"activer javascript|habilit[ae] javascript",
)
EMPTY_ROOT = _any_of(
    r"""<(div|main)[^>]{0,300}\bid=["'](root|app|__next|__nuxt|___gatsby|main-app|svelte)["'][^>]{0,300}>\s*"""
    r"(<!--.{0,300}?-->\s*)*</",
    r"<app-root[^>]{0,300}>\s*</app-root>",
)
