"""Publications to come, and what came of them."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from records.append_only import MakeAppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0004_edition_pdf"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Schedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("publish_at", models.DateTimeField(verbose_name="公表する日時")),
                ("version", models.PositiveIntegerField(verbose_name="確かめた下書き")),
                (
                    "substance",
                    models.CharField(
                        max_length=64,
                        validators=[django.core.validators.MinLengthValidator(64)],
                        verbose_name="確かめた内容のSHA-256",
                    ),
                ),
                ("change_note", models.TextField(blank=True, verbose_name="前の版からの変更点")),
                ("made_at", models.DateTimeField(verbose_name="予定を決めた日時")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="予定を決めた人",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedules",
                        to="reports.report",
                        verbose_name="進捗報告書",
                    ),
                ),
            ],
            options={
                "verbose_name": "公表の予定",
                "verbose_name_plural": "公表の予定",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ScheduleOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("published", "公表しました"),
                            ("refused", "公表できませんでした"),
                            ("cancelled", "取り消しました"),
                            ("replaced", "ほかの予定や公表に置きかわりました"),
                        ],
                        max_length=10,
                        verbose_name="結果",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="日時")),
                ("reason", models.TextField(blank=True, verbose_name="公表できなかった理由")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="行った人",
                    ),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedule_outcome",
                        to="reports.edition",
                        verbose_name="公表した版",
                    ),
                ),
                (
                    "schedule",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome",
                        to="reports.schedule",
                        verbose_name="公表の予定",
                    ),
                ),
            ],
            options={
                "verbose_name": "公表の予定の結果",
                "verbose_name_plural": "公表の予定の結果",
                "ordering": ["schedule"],
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("publish_at__gt", models.F("made_at"))),
                name="schedule_lies_ahead",
                violation_error_message="公表する日時は、いまより後にしてください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("by", None),
                        ("edition__isnull", False),
                        ("kind", "published"),
                        ("reason", ""),
                    ),
                    models.Q(
                        ("by", None),
                        ("edition", None),
                        ("kind", "refused"),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    models.Q(
                        ("by__isnull", False),
                        ("edition", None),
                        ("kind__in", ["cancelled", "replaced"]),
                        ("reason", ""),
                    ),
                    _connector="OR",
                ),
                name="schedule_outcome_whole",
                violation_error_message="公表の予定の結果が、そろっていません。",
            ),
        ),
        MakeAppendOnly("Schedule"),
        MakeAppendOnly("ScheduleOutcome", unique=[["schedule_id"], ["edition_id"]]),
    ]
