"""Log-in, passwords and invitations."""

from django.contrib.auth import views as auth
from django.urls import URLPattern, URLResolver, path

from factcheck.web import account_email
from factcheck.web import account_invitations as invitations
from factcheck.web.account_forms import LogIn
from factcheck.web.account_passwords import PasswordReset

HERE = "factcheck/account"

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "login/",
        auth.LoginView.as_view(
            template_name=f"{HERE}/login.html", authentication_form=LogIn, redirect_authenticated_user=True
        ),
        name="login",
    ),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path(
        "password/",
        auth.PasswordChangeView.as_view(template_name=f"{HERE}/password_change.html"),
        name="password-change",
    ),
    path(
        "password/changed/",
        auth.PasswordChangeDoneView.as_view(template_name=f"{HERE}/password_changed.html"),
        name="password_change_done",
    ),
    path(
        "password/reset/",
        PasswordReset.as_view(template_name=f"{HERE}/password_reset.html"),
        name="password-reset",
    ),
    path(
        "password/reset/sent/",
        auth.PasswordResetDoneView.as_view(template_name=f"{HERE}/password_reset_sent.html"),
        name="password_reset_done",
    ),
    path(
        "password/reset/<uidb64>/<token>/",
        auth.PasswordResetConfirmView.as_view(template_name=f"{HERE}/password_choose.html"),
        name="password_reset_confirm",
    ),
    path(
        "password/reset/done/",
        auth.PasswordResetCompleteView.as_view(template_name=f"{HERE}/password_changed.html"),
        name="password_reset_complete",
    ),
    path("email/", account_email.ask, name="change-email"),
    path("email/<str:token>/", account_email.confirm, name="confirm-email"),
    path("invitations/", invitations.invite, name="invite"),
    path("invitations/<str:token>/", invitations.join, name="join"),
]
