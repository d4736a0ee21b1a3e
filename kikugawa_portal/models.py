"""Who signed in, and who tried to: kept for two years."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

SIGN_INS_KEPT_FOR = dt.timedelta(days=730)
"""An audit of a fiscal year, held in the year after, still finds its sign-ins."""


class SignInQuerySet(models.QuerySet["SignInAttempt"]):
    """Sign-ins in the words of the domain."""

    def outdated(self, now: dt.datetime) -> SignInQuerySet:
        """Keep those that are no longer to be kept at the moment `now`."""
        return self.filter(at__lt=now - SIGN_INS_KEPT_FOR)


class SignInAttempt(models.Model):
    """One try at the door. The database refuses to change it, or to delete it within two years.

    `account` is none where the name that was typed is nobody's: people type passwords there.
    """

    class Outcome(models.TextChoices):
        """What came of it."""

        ENTERED = "entered", _("サインインした")
        REFUSED = "refused", _("サインインできなかった")

    at = models.DateTimeField(_("日時"))
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="sign_in_attempts",
        verbose_name=_("アカウント"),
        null=True,
        blank=True,
    )
    outcome = models.CharField(_("結果"), max_length=10, choices=Outcome.choices)
    address = models.GenericIPAddressField(_("接続元のアドレス"), null=True, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("サインインの記録")
        verbose_name_plural = _("サインインの記録")
        default_permissions = ("view",)
        indexes = [models.Index(name="sign_in_at", fields=["at"])]
        constraints = [
            models.CheckConstraint(
                name="sign_in_outcome_known",
                condition=Q(outcome="refused") | Q(outcome="entered", account__isnull=False),
                violation_error_message=_("サインインした記録には、アカウントが要ります。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.outcome}"
