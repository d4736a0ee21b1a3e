"""The log of sign-ins."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from records.append_only import MakeAppendOnly


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
                ("succeeded", models.BooleanField(verbose_name="成功")),
                ("at", models.DateTimeField(db_index=True, verbose_name="日時")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="アカウント",
                    ),
                ),
            ],
            options={
                "verbose_name": "サインインの記録",
                "verbose_name_plural": "サインインの記録",
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        MakeAppendOnly("SignInAttempt"),
    ]
