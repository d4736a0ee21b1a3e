"""Signing in and changing one's password: Django's views with the portal's pages and words."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView, PasswordChangeView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kikugawa_portal.accounts import carried
from kikugawa_portal.accounts.actions import record_sign_in
from kikugawa_portal.accounts.log import note_change


class SignInForm(AuthenticationForm):
    """Says the same whether the account, the password or both are wrong."""

    error_messages = {
        "invalid_login": gettext_lazy(
            "IDまたはパスワードが違います。大文字・小文字と、全角・半角を確かめて、"
            "もう一度入力してください。"
        ),
        "inactive": gettext_lazy("IDまたはパスワードが違います。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("ID")


class SignIn(LoginView):
    """The sign-in page, the same for staff and administrators.

    A form that was sent after the session had ended is carried through it (see `carried`).
    """

    authentication_form = SignInForm
    template_name = "accounts/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Hand the carried form to the page, after a wrong password too."""
        return super().get_context_data(**kwargs, carried=carried.carried_on(self.request.POST))

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let the person in, and keep that in the log.

        Whoever had sent a form may send it again now, or leave it.
        """
        record_sign_in(account=form.get_user(), succeeded=True, at=timezone.now())
        response = super().form_valid(form)
        fields, target = carried.carried_on(self.request.POST), self.get_redirect_url()
        if not (fields and target.startswith(carried.STAFF_PAGES)):
            return response
        context = {"carried": fields, "target": target}
        return render(self.request, "accounts/send_again.html", context)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Ask again; keep in the log whose account was tried, but nothing of what was typed."""
        name = form.data.get("username", "")
        account = User.objects.filter(username=name).first() if "\0" not in name else None
        if name:
            record_sign_in(account=account, succeeded=False, at=timezone.now())
        return super().form_invalid(form)


def sign_in_to_send(request: HttpRequest) -> HttpResponse:
    """Answer a form that came after the session had ended by the sign-in page, which keeps it."""
    fields = carried.fields_of(request.POST)
    context = {
        "form": SignInForm(request),
        "next": request.get_full_path(),
        "carried": fields or (),
        "is_too_much": fields is None,
        "has_ended": True,
    }
    return render(request, "accounts/login.html", context, status=403)


class PasswordChange(PasswordChangeView):
    """Change one's own password."""

    success_url = reverse_lazy("staff-home")
    template_name = "accounts/password_change.html"

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Save, and say so on the page that follows."""
        response = super().form_valid(form)
        note_change(changed=form.user, by=form.user, what=_("自分のパスワードを変えた"))
        messages.success(self.request, _("パスワードを変更しました。"))
        return response


@require_safe
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Send visitors of the administration to the sign-in page.

    Whoever is signed in and still lands here has no right to the administration: asking for the
    password again would not help, so they are told so.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
