"""The fast screen: the queue one by one, in the order in which it stood when it was entered.

A sign-off takes the evidence on the screen and one key. The list is kept in the session, so that nothing is
reshuffled under the reader while others work.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.admin import case
from factcheck.admin.access import person_of
from factcheck.admin.acts import RETURN, SIGN_OFF, UNDO, Act, Asked, Offer, perform
from factcheck.admin.queue import row_number
from factcheck.workflow import policies
from factcheck.workflow.models import FactCheck, Rating
from factcheck.workflow.statuses import State

if TYPE_CHECKING:
    from factcheck.admin.factchecks import FactCheckAdmin

SESSION = "queue"
# Days of work, and still a small session row.
AT_MOST = 1000
TEMPLATE = "admin/factcheck/factcheck/one_by_one.html"
ACTS = {act.name: act for act in (SIGN_OFF, RETURN, UNDO)}


@dataclass
class Queue:
    """What a reviewer goes through: ids in order, what became of them, and the list they came from."""

    ids: list[int] = field(default_factory=list)
    signed_off: list[int] = field(default_factory=list)
    returned: list[int] = field(default_factory=list)
    address: str = ""
    last_signed: int | None = None

    def place(self, pk: int) -> int:
        """Counted from 1."""
        return self.ids.index(pk) + 1

    def next(self, pk: int) -> int | None:
        return self.ids[self.place(pk)] if self.place(pk) < len(self.ids) else None

    def previous(self, pk: int) -> int | None:
        return self.ids[self.place(pk) - 2] if self.place(pk) > 1 else None

    def note(self, act: Act, pk: int) -> None:
        """Remember what became of one of them."""
        self.signed_off = [one for one in self.signed_off if one != pk]
        self.returned = [one for one in self.returned if one != pk]
        if act is SIGN_OFF:
            self.signed_off.append(pk)
        if act is RETURN:
            self.returned.append(pk)
        self.last_signed = pk if act is SIGN_OFF else None

    @property
    def skipped(self) -> int:
        return len(self.ids) - len(self.signed_off) - len(self.returned)


def start(page: FactCheckAdmin, request: HttpRequest) -> HttpResponse:
    """Take the filtered list as it is now, and open its first."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    rows = page.get_changelist_instance(request).get_queryset(request)
    ids = list(rows.filter(state=State.IN_REVIEW).values_list("pk", flat=True)[:AT_MOST])
    back = f"{reverse('admin:factcheck_factcheck_changelist')}?{request.GET.urlencode()}"
    if not ids:
        messages.warning(request, _("Nothing in this list waits for a sign-off."))
        return redirect(back)
    _keep(request, Queue(ids=ids, address=back))
    return redirect("admin:factcheck_queue", ids[0])


def show(page: FactCheckAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, to be read and decided."""
    factcheck = page.to_read(request, str(pk))
    queue = _queue(request)
    if pk not in queue.ids:
        queue = Queue(ids=[pk], address=reverse("admin:factcheck_factcheck_changelist"))
    if request.method == "POST":
        return _act(page, request, factcheck, queue)
    return _draw(page, request, factcheck, queue)


def finished(page: FactCheckAdmin, request: HttpRequest) -> HttpResponse:
    context = {
        **page.admin_site.each_context(request),
        "queue": _queue(request),
        "last_signed": _last_signed(request, _queue(request)),
        "title": _("Queue finished"),
        "opts": page.opts,
    }
    return TemplateResponse(request, "admin/factcheck/factcheck/finished.html", context)


def _act(page: FactCheckAdmin, request: HttpRequest, factcheck: FactCheck, queue: Queue) -> HttpResponse:
    act = ACTS.get(request.POST.get("act", ""))
    asked = Asked(_words(request), request.POST.get("content_sha256", ""))
    refusal = _refusal(act, factcheck, request, asked)
    if act is None or refusal:
        again = page.to_read(request, str(factcheck.pk))
        return _draw(page, request, again, queue, refused=(act or SIGN_OFF, asked, refusal), status=422)
    queue.note(act, factcheck.pk)
    _keep(request, queue)
    if act is UNDO:
        return redirect("admin:factcheck_queue", factcheck.pk)
    following = queue.next(factcheck.pk)
    return (
        redirect("admin:factcheck_queue", following)
        if following
        else redirect("admin:factcheck_queue_finished")
    )


def _refusal(act: Act | None, factcheck: FactCheck, request: HttpRequest, asked: Asked) -> str:
    if act is None:
        return _("Choose what to do: sign off, or return.")
    if act is SIGN_OFF and not request.POST.get("evidence_read"):
        return _("Read the evidence first: it has to have been on the screen.")
    return perform(act, factcheck=factcheck, by=person_of(request), asked=asked)


def _words(request: HttpRequest) -> str:
    """The note; a return that suggests another verdict names it first."""
    words = request.POST.get("words", "").strip()
    suggested = row_number(request.POST.get("rating"))
    rating = Rating.objects.filter(pk=suggested).first() if suggested else None
    if rating is None:
        return words
    named = _("I would conclude “{rating}”.").format(rating=rating.label)
    return f"{named} {words}".strip()


def _draw(
    page: FactCheckAdmin,
    request: HttpRequest,
    factcheck: FactCheck,
    queue: Queue,
    *,
    refused: tuple[Act, Asked, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    user = person_of(request)
    context = {
        **page.admin_site.each_context(request),
        **case.page(factcheck, user, refused=refused),
        "sign_off": Offer(SIGN_OFF, policies.why_not(policies.check_can_sign_off, factcheck, user)),
        "return": Offer(RETURN, policies.why_not(policies.check_can_return, factcheck, user)),
        "undo": policies.why_not(policies.check_can_undo_sign_off, factcheck, user) == "",
        "written": refused[1].words if refused else "",
        "ratings": Rating.objects.filter(scale__is_default=True, retired=False),
        "last_signed": _last_signed(request, queue),
        "queue": queue,
        "place": queue.place(factcheck.pk),
        "previous": queue.previous(factcheck.pk),
        "next": queue.next(factcheck.pk),
        "opts": page.opts,
        "title": _("Fact-check {place} of {count}").format(
            place=queue.place(factcheck.pk), count=len(queue.ids)
        ),
    }
    return TemplateResponse(request, TEMPLATE, context, status=status)


def _last_signed(request: HttpRequest, queue: Queue) -> FactCheck | None:
    """What was signed off a moment ago, as long as it can be undone."""
    if queue.last_signed is None:
        return None
    rows = FactCheck.objects.filter(pk=queue.last_signed, state=State.SIGNED_OFF).select_related("claim")
    return rows.first()


def _queue(request: HttpRequest) -> Queue:
    return Queue(**request.session.get(SESSION, {}))


def _keep(request: HttpRequest, queue: Queue) -> None:
    request.session[SESSION] = asdict(queue)
