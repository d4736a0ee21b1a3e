"""Who tried to sign in, for the change log of administrators."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInAttempt(models.Model):
    """That somebody signed in, or tried to. Never changed and never deleted.

    What was typed is not kept: people type passwords into the field of the name. `account` is the
    one whose name was typed, None where there is none of that name. Addresses of machines are
    left to the web server's own log.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("アカウント"),
    )
    succeeded = models.BooleanField(_("成功"))
    at = models.DateTimeField(_("日時"), db_index=True)

    class Meta:
        ordering = ["at"]
        verbose_name = _("サインインの記録")
        verbose_name_plural = _("サインインの記録")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.account or '-'}"
