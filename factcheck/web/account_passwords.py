"""Links to choose a new password go out by mail: so many to one address, so many for one sender.

Nobody learns here which addresses have an account: what is counted, what is answered and how long that takes
never depends on it.
"""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.views import PasswordResetView
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from factcheck import password_links
from factcheck.web.public.flood import Limit, allows, sender_of

HOUR = 3600
# One that got lost, and one more; nobody's mailbox is filled by somebody else.
TO_ONE_ADDRESS = Limit("reset-address", times=3, seconds=HOUR)
# A newsroom may share one address of the network.
FROM_ONE_SENDER = Limit("reset-sender", times=20, seconds=HOUR)


class PasswordReset(PasswordResetView):
    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        if not allows(FROM_ONE_SENDER, sender_of(self.request)):
            return self._too_many(form)
        if allows(TO_ONE_ADDRESS, form.cleaned_data["email"].casefold()):
            password_links.ask(form.cleaned_data["email"])
        return HttpResponseRedirect(str(self.get_success_url()))

    def _too_many(self, form: PasswordResetForm) -> HttpResponse:
        form.add_error(None, _("Too many links were asked for from here. Try again in an hour."))
        page = self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.TOO_MANY_REQUESTS)
        page["Retry-After"] = str(HOUR)
        return page
