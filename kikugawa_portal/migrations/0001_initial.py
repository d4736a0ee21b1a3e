"""Who signed in. Rows can be deleted after two years (730 days), and never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from indicators.append_only import KeptFor, MakeAppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="日時")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("entered", "サインインした"),
                            ("refused", "サインインできなかった"),
                        ],
                        max_length=10,
                        verbose_name="結果",
                    ),
                ),
                (
                    "address",
                    models.GenericIPAddressField(
                        blank=True, null=True, verbose_name="接続元のアドレス"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_in_attempts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="アカウント",
                    ),
                ),
            ],
            options={
                "verbose_name": "サインインの記録",
                "verbose_name_plural": "サインインの記録",
                "ordering": ["-at", "-pk"],
                "default_permissions": ("view",),
                "indexes": [models.Index(fields=["at"], name="sign_in_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "refused"),
                            models.Q(("account__isnull", False), ("outcome", "entered")),
                            _connector="OR",
                        ),
                        name="sign_in_outcome_known",
                        violation_error_message="サインインした記録には、アカウントが要ります。",
                    )
                ],
            },
        ),
        MakeAppendOnly("SignInAttempt", kept_for=KeptFor("at", days=730)),
    ]
