"""Who gets what answer at every address: asked of the application, as the tables in docs/access.md.

Every act is sent empty, so where somebody may do it the answer asks for what is missing, unless nothing is.
What was written is undone before the next one asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from pghistory.models import Events

from claims.following import find_fates, record_fates
from claims.models import AnchorFate
from claims.services import add_version
from factcheck.accounts import email_changes
from factcheck.accounts.invitations import Invited, make_token
from factcheck.accounts.models import User
from factcheck.evidence.models import Contradiction
from factcheck.integrations.models import Delivery, Scope
from factcheck.integrations.pages import create_page
from factcheck.integrations.services import create_token
from factcheck.matching.models import KnownFactCheck, KnownMatch
from factcheck.notices.models import InboxEntry
from factcheck.publication import services as publication
from factcheck.workflow import services as workflow
from factcheck.workflow.models import FactCheck
from tests.config.routes import Route, routes
from tests.factcheck.api.everything import Everything

MARKUP = {
    "pageUrl": "https://checks.example/roads",
    "claimReviewMarkups": [{"claimReviewed": "Roads are free.", "rating": {"textualRating": "False"}}],
}
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
LOG_IN = ("/account/login/", "/admin/login/")
NOT_ALLOWED_METHOD = 405
# The acts that a claim's page offers in one state only, and of which claim each is tried.
CLAIM_OF = {
    "take-on": "suggested",
    "dismiss": "suggested",
    "withdraw-proposal": "proposed",
    "sign-off": "proposed",
    "return-for-changes": "proposed",
    "undo-sign-off": "signed off",
    "publish": "signed off",
    "correct": "published",
    "withdraw": "published",
    "abandon-correction": "correcting",
    "check-anew": "withdrawn",
    "api:claim-check-anew": "withdrawn",
    "reopen": "dropped",
    "preview": "proposed",
    "api:claim-open": "suggested",
    "api:claim-dismiss": "suggested",
    "api:claim-reopen": "dropped",
    "admin:factcheck_factcheck_queue": "proposed",
}


@dataclass(frozen=True)
class Row:
    """One address and method: what each caller is answered."""

    method: str
    path: str
    of: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    title: str
    callers: tuple[str, ...]
    rows: list[Row]


class House(Everything):
    """Something for every address to be about, all of one desk; and everybody who may knock."""

    def __init__(self) -> None:
        super().__init__()
        for reviewer in (self.ana, self.rae, self.lou):
            reviewer.is_staff = True
            reviewer.save()
        self.published_check = self.published()
        article = self.published_check.factcheck.claim.article
        self.embargoed_check = self.embargoed(article=article, text="The harbour is to be sold.")
        self.withdrawn_check = self._withdrawn()
        self.taken_down_check = self._taken_down()
        self.cases: dict[str, FactCheck] = {
            "open": self.open(),
            "suggested": self._suggested(),
            "proposed": self.proposed(),
            "signed off": self.signed_off(),
            "published": self.published_check.factcheck,
            "correcting": self._correcting(),
            "dropped": self._dropped(),
            "withdrawn": self.withdrawn_check.factcheck,
        }
        self.fate = self._fate()
        self.contradiction = self._contradiction()
        self.match = KnownMatch.objects.create(
            claim=self.cases["open"].claim, known=KnownFactCheck.objects.earliest("pk"), score=0.9
        )
        self.imported = create_page(markup=MARKUP, by=self.sam)
        self.page = publication.publish_article(
            article=self.published_check.factcheck.claim.article, by=self.ana
        )
        publication.report_error(publication=self.published_check, text="The year is wrong.")
        publication.ask_for_correction(
            factcheck=self.published_check.factcheck,
            publisher="The paper",
            asked="Please correct the figure.",
            asked_on=date(2026, 1, 14),
            by=self.ana,
        )

    def case(self, name: str) -> FactCheck:
        return self.cases[CLAIM_OF.get(name, "open")]

    def _correcting(self) -> FactCheck:
        check = self.published()
        publication.start_correction(factcheck=check.factcheck, by=self.ana)
        return check.factcheck

    def _dropped(self) -> FactCheck:
        factcheck = self.open()
        workflow.drop(factcheck=factcheck, reason="A joke.", by=self.ana)
        return factcheck

    def _fate(self) -> AnchorFate:
        """A claim whose words are no longer in its article."""
        article = self.open().claim.article
        version = add_version(article=article, text="Nothing of it is said any longer.", by=self.sam)
        (fate,) = record_fates(version=version, fates=find_fates(version))
        return fate

    def _contradiction(self) -> Contradiction:
        one, other = sorted(
            (self.cases["open"].claim, self.cases["proposed"].claim), key=lambda claim: claim.pk
        )
        return Contradiction.objects.create(
            claim=one,
            other=other,
            kind="number",
            start=0,
            end=5,
            words=one.text[:5],
            other_start=0,
            other_end=5,
            other_words=other.text[:5],
            note="Another number.",
        )


# What stands at an address, by the part of the path before its number or name.
Found = Callable[[House, str], Any]
PLACES: dict[str, Found] = {
    "articles/": lambda house, name: house.case(name).claim.article_id,
    "claims/": lambda house, name: house.case(name).claim_id,
    "fates/": lambda house, _name: house.fate.pk,
    "articles/*/export/": lambda _house, _name: "csv",
    "desk/export/": lambda _house, _name: "csv",
    "contradictions/": lambda house, _name: house.contradiction.pk,
    "matches/": lambda house, _name: house.match.pk,
    "settings/imports/": lambda house, _name: house.known["imports"][0],
    "api/v1/imports/": lambda house, _name: house.known["imports"][0],
    "evidence/": lambda house, _name: house.known["evidence"][0],
    "sources/": lambda house, _name: house.known["sources"][0],
    "snapshots/": lambda house, _name: house.known["snapshots"][0],
    "jobs/": lambda house, _name: house.known["jobs"][1],
    "notices/": lambda house, _name: InboxEntry.objects.filter(person=house.sam).latest("pk").pk,
    "settings/tokens/": lambda house, _name: house.token.pk,
    "settings/webhooks/": lambda house, _name: house.known["webhooks"][0],
    "settings/deliveries/": lambda house, _name: (
        Delivery.objects.filter(webhook__owner=house.sam).latest("pk").pk
    ),
    "checks/articles/": lambda house, _name: house.page.slug,
    "checks/*/v": lambda _house, _name: 1,
    "account/password/reset/": lambda house, _name: urlsafe_base64_encode(force_bytes(house.sam.pk)),
    "account/password/reset/*/": lambda house, _name: default_token_generator.make_token(house.sam),
    "account/email/": lambda house, _name: email_changes.make_token(house.sam, "new@newsroom.example"),
    "account/invitations/": lambda house, _name: make_token(
        Invited(email="new@newsroom.example", desk_id=house.desk.pk, role="journalist")
    ),
    "api/v1/articles/": lambda house, name: house.case(name).claim.article_id,
    "api/v1/articles/*/versions/": lambda _house, _name: 1,
    "api/v1/claims/": lambda house, name: house.case(name).claim_id,
    "api/v1/fact-checks/": lambda house, name: house.case(name).pk,
    "api/v1/evidence/": lambda house, _name: house.known["evidence"][0],
    "api/v1/sources/": lambda house, _name: house.known["sources"][0],
    "api/v1/snapshots/": lambda house, _name: house.known["snapshots"][0],
    "api/v1/jobs/": lambda house, _name: house.known["jobs"][1],
    "sources/library/": lambda house, _name: house.known["library"][0],
    "api/v1/library/": lambda house, _name: house.known["library"][0],
    "api/v1/webhooks/": lambda house, _name: house.known["webhooks"][0],
    "api/v1/webhooks/*/deliveries/": lambda house, _name: (
        Delivery.objects.filter(webhook__owner=house.sam).latest("pk").pk
    ),
    "v1alpha1/pages/": lambda house, _name: house.imported.pk,
    "admin/r/": lambda _house, _name: ContentType.objects.get_for_model(User).pk,
    "admin/r/*/": lambda house, _name: house.sam.pk,
    "admin/": lambda _house, name: "factcheck" if name == "admin:app_list" else "nowhere",
    "admin/pghistory/events/": lambda _house, _name: quote(Events.objects.latest("pgh_slug").pgh_slug),
    "admin/factcheck/factcheck/": lambda house, name: house.case(name).pk,
    "admin/jobs/job/": lambda house, _name: house.known["jobs"][1],
    "admin/factcheck/publication/": lambda house, _name: house.published_check.pk,
    "admin/accounts/user/": lambda house, _name: house.sam.pk,
}
# What belongs to one person, and what to nobody.
PERSONS = {
    "account/email/",
    "notices/",
    "settings/tokens/",
    "settings/webhooks/",
    "settings/deliveries/",
    "settings/imports/",
    "api/v1/imports/",
    "api/v1/webhooks/",
    "api/v1/jobs/",
    "jobs/",
}
NOBODYS = {
    "sources/library/",
    "api/v1/library/",
    "account/password/reset/",
    "account/invitations/",
    "admin/r/",
    "admin/",
}
# Addresses by slug show what became of a publication.
BY_SLUG = {"checks/", "embed/", "api/v1/publications/"}


# The tables of the documentation, with the start of the addresses that each has; the last takes the rest.
TABLES = {"The API": "api/", "The admin": "admin/", "Pages": ""}


def table(title: str) -> Table:
    """Ask for every address of it, as everybody."""
    house = House()
    people = {
        "anonymous": Visitor(None),
        "journalist": Visitor(house.sam),
        "reviewer": Visitor(house.ana),
        "administrator": Visitor(house.kim),
        "another desk's reviewer": Visitor(house.lou),
    }
    programs = {
        "token": Visitor(house.sam, [Scope.READ, Scope.CLAIMS_WRITE, Scope.WEBHOOKS_WRITE]),
        "token that reads": Visitor(house.sam, [Scope.READ]),
        "another desk's token": Visitor(house.lou, list(Scope)),
    }
    callers = people | programs if title == "The API" else people
    rows = [
        row
        for route in routes()
        if _title_of(route) == title
        for row in _rows(house, route, list(callers.values()))
    ]
    return Table(title, tuple(callers), rows)


def _title_of(route: Route) -> str:
    return next(title for title, start in TABLES.items() if route.path.startswith(start))


def markdown(table: Table) -> str:
    """As the documentation shows it."""
    heads = f"| address | of | | {' | '.join(table.callers)} |"
    lines = [heads, "|---|---|---|" + "---|" * len(table.callers)]
    lines += [
        f"| `/{row.path}` | {row.of} | {row.method} | {' | '.join(row.answers)} |" for row in table.rows
    ]
    return "\n".join(lines)


class Visitor:
    """Somebody with a browser, or a program with a token."""

    def __init__(self, person: User | None, scopes: list[Scope] | None = None) -> None:
        self._client, self._headers = Client(), dict[str, str]()
        if person and scopes:
            _token, secret = create_token(owner=person, name="bot", scopes=scopes)
            self._headers = {"Authorization": f"Bearer {secret}"}
        elif person:
            self._client.force_login(person, backend=MODEL_BACKEND)
        self._cookies = self._client.cookies.copy()

    def ask(self, method: str, address: str) -> str:
        """What it is answered; nothing of it stays."""
        self._client.cookies = self._cookies.copy()
        content_type, body = _nothing(address)
        headers = self._headers | {"If-Match": "*"}
        with transaction.atomic():
            answer = self._client.generic(method, address, body, content_type, headers=headers)
            transaction.set_rollback(True)
        if answer.streaming:
            answer.getvalue()  # the client closes a file that is sent once all of it came
        return _shown(answer)


def _nothing(address: str) -> tuple[str, bytes]:
    """A form as a browser sends it with every field left empty; JSON without a field."""
    if address.startswith(("/api/", "/v1alpha1/")):
        return "application/json", b"{}"
    return "application/x-www-form-urlencoded", b"csrfmiddlewaretoken="


def _shown(answer: HttpResponse) -> str:
    if answer.status_code == 302 and answer["Location"].startswith(LOG_IN):
        return "log in"
    return str(answer.status_code)


def _rows(house: House, route: Route, callers: list[Visitor]) -> Iterator[Row]:
    for of, address in _addresses(house, route):
        for method in route.methods:
            answers = tuple(caller.ask(method, address) for caller in callers)
            if str(NOT_ALLOWED_METHOD) not in answers:
                yield Row(method, route.path, of, answers)


def _addresses(house: House, route: Route) -> Iterator[tuple[str, str]]:
    """What is there, and its address."""
    places = list(route.places())
    if not places or places[0][0] not in BY_SLUG:
        yield _whose(places), route.filled([_value(house, route, before) for before, _name in places])
        return
    checks = {
        "published": house.published_check,
        "under embargo": house.embargoed_check,
        "withdrawn": house.withdrawn_check,
        "taken down": house.taken_down_check,
    }
    for of, check in checks.items():
        yield of, route.filled([check.slug, *[_value(house, route, before) for before, _name in places[1:]]])


def _whose(places: list[tuple[str, str]]) -> str:
    if not places or places[0][0] in NOBODYS:
        return ""
    return "journalist's" if places[0][0] in PERSONS else "own desk's"


def address_of(house: House, route: Route) -> str:
    """Where something is that the house's people may work on, or read."""
    return next(_addresses(house, route))[1]


def _value(house: House, route: Route, before: str) -> Any:
    """Raises KeyError for a place that is not in PLACES: say there what stands at a new address."""
    if before in PLACES:
        return PLACES[before](house, route.name)
    model = _model_of(before)
    return model._default_manager.order_by("pk").values_list("pk", flat=True).first() or 1


def _model_of(before: str) -> type[models.Model]:
    """Of a page of the admin: admin/claims/article/."""
    admin, app, name, _end = before.split("/")
    if admin != "admin":
        raise KeyError(before)
    return ContentType.objects.get(app_label=app, model=name).model_class() or Group
