"""What the office arranges: due dates, postings, and the reminders that were sent."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0003_origin_and_assurance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EntryDeadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fiscal_year",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (2026, "令和8年度（2026年度）"),
                            (2027, "令和9年度（2027年度）"),
                            (2028, "令和10年度（2028年度）"),
                            (2029, "令和11年度（2029年度）"),
                            (2030, "令和12年度（2030年度）"),
                            (2031, "令和13年度（2031年度）"),
                            (2032, "令和14年度（2032年度）"),
                            (2033, "令和15年度（2033年度）"),
                        ],
                        error_messages={"unique": "この年度の入力期限は、すでに登録されています。"},
                        unique=True,
                        verbose_name="年度",
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        help_text="この日までに、その年度の実績値を入力します。",
                        verbose_name="入力期限",
                    ),
                ),
            ],
            options={
                "verbose_name": "入力期限",
                "verbose_name_plural": "入力期限（登録のない年度は、翌年度の6月30日）",
                "ordering": ["fiscal_year"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("fiscal_year__gte", 2026), ("fiscal_year__lte", 2033)),
                        name="deadline_in_period",
                        violation_error_message="年度は、西暦で2026から2033までです。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        help_text="指標の「担当課」と同じ名前にすると、その指標の入力のお願いが届きます。",
                        max_length=100,
                        verbose_name="担当課",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posting",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="アカウント",
                    ),
                ),
            ],
            options={
                "verbose_name": "所属",
                "verbose_name_plural": "所属",
                "ordering": ["section", "person"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=254, verbose_name="宛先")),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度（西暦）")),
                ("on", models.DateField(verbose_name="対象の日")),
                ("due_on", models.DateField(verbose_name="入力期限")),
                ("owed", models.JSONField(default=list, verbose_name="お願いした指標")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("sending", "送信中"),
                            ("sent", "送信した"),
                            ("failed", "送信できなかった"),
                        ],
                        max_length=10,
                        verbose_name="結果",
                    ),
                ),
                (
                    "error",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="送信できなかった理由"
                    ),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(default=1, verbose_name="送信の回数"),
                ),
                ("attempted_at", models.DateTimeField(verbose_name="送信日時")),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="宛先の人",
                    ),
                ),
            ],
            options={
                "verbose_name": "入力のお願いメール",
                "verbose_name_plural": "入力のお願いメール",
                "ordering": ["-attempted_at", "-pk"],
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recipient", "fiscal_year", "on"),
                        name="reminder_once_a_day",
                        violation_error_message="この日のお願いは、もう送っています。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fiscal_year__gte", 2026), ("fiscal_year__lte", 2033)),
                        name="reminder_in_period",
                        violation_error_message="年度は、西暦で2026から2033までです。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("error", ""), ("result", "failed"), _connector="OR"),
                        name="reminder_error_only_where_failed",
                        violation_error_message="送信できなかった理由は、失敗したときだけ残します。",
                    ),
                ],
            },
        ),
    ]
