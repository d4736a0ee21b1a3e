"""Voices and examples, pictures of drafts and editions, and who has a report open."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from records.append_only import MakeAppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0002_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="newest_picture",
            field=models.PositiveIntegerField(default=0, verbose_name="最後に追加した画像の番号"),
        ),
        migrations.AddField(
            model_name="report",
            name="voices",
            field=models.TextField(
                blank=True,
                default="",
                validators=[django.core.validators.MaxLengthValidator(20000)],
                verbose_name="声と事例",
            ),
        ),
        migrations.CreateModel(
            name="DraftPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        max_length=64,
                        validators=[django.core.validators.MinLengthValidator(64)],
                        verbose_name="SHA-256",
                    ),
                ),
                (
                    "media_type",
                    models.CharField(
                        choices=[("image/jpeg", "image/jpeg"), ("image/png", "image/png")],
                        max_length=20,
                        verbose_name="種類",
                    ),
                ),
                ("width", models.PositiveIntegerField(verbose_name="幅（ピクセル）")),
                ("height", models.PositiveIntegerField(verbose_name="高さ（ピクセル）")),
                ("data", models.BinaryField(verbose_name="画像")),
                ("number", models.PositiveIntegerField(verbose_name="番号")),
                (
                    "alt",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(300)],
                        verbose_name="代替テキスト",
                    ),
                ),
                (
                    "caption",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(200)],
                        verbose_name="説明文",
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="追加日時")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="追加した人",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="reports.report",
                        verbose_name="進捗報告書",
                    ),
                ),
            ],
            options={
                "verbose_name": "下書きの画像",
                "verbose_name_plural": "下書きの画像",
                "ordering": ["report", "number"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "number"), name="draft_picture_number_once"
                    ),
                    models.UniqueConstraint(fields=("report", "sha256"), name="draft_picture_once"),
                    models.CheckConstraint(
                        condition=models.Q(("alt", ""), _negated=True),
                        name="draft_picture_says_what_it_shows",
                        violation_error_message="代替テキストを書いてください。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度（西暦）")),
                ("opened_at", models.DateTimeField(verbose_name="開いた日時")),
                ("seen_at", models.DateTimeField(verbose_name="最後に確認した日時")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="開いている人",
                    ),
                ),
            ],
            options={
                "verbose_name": "報告書を開いている人",
                "verbose_name_plural": "報告書を開いている人",
                "ordering": ["fiscal_year", "opened_at"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("fiscal_year", "person"), name="presence_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        max_length=64,
                        validators=[django.core.validators.MinLengthValidator(64)],
                        verbose_name="SHA-256",
                    ),
                ),
                (
                    "media_type",
                    models.CharField(
                        choices=[("image/jpeg", "image/jpeg"), ("image/png", "image/png")],
                        max_length=20,
                        verbose_name="種類",
                    ),
                ),
                ("width", models.PositiveIntegerField(verbose_name="幅（ピクセル）")),
                ("height", models.PositiveIntegerField(verbose_name="高さ（ピクセル）")),
                ("data", models.BinaryField(verbose_name="画像")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_pictures",
                        to="reports.report",
                        verbose_name="進捗報告書",
                    ),
                ),
            ],
            options={
                "verbose_name": "公表した画像",
                "verbose_name_plural": "公表した画像",
                "ordering": ["report", "sha256"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "sha256"), name="published_picture_once"
                    )
                ],
            },
        ),
        MakeAppendOnly("PublishedPicture", unique=[["report_id", "sha256"]]),
    ]
