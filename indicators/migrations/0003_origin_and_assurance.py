"""Where a figure came from, and why it is right although it looked odd."""

import django.core.validators
from django.conf import settings
from django.db import migrations, models

from records.append_only import MakeAppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0002_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="assurance",
            field=models.TextField(
                blank=True,
                validators=[django.core.validators.MaxLengthValidator(1000)],
                verbose_name="確かめたこと",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="doubts",
            field=models.JSONField(blank=True, default=list, verbose_name="入力時の注意"),
        ),
        migrations.AddField(
            model_name="entry",
            name="file_name",
            field=models.CharField(blank=True, max_length=255, verbose_name="取り込んだファイル"),
        ),
        migrations.AddField(
            model_name="entry",
            name="file_sha256",
            field=models.CharField(blank=True, max_length=64, verbose_name="ファイルのSHA-256"),
        ),
        migrations.AlterField(
            model_name="entry",
            name="source",
            field=models.CharField(
                choices=[
                    ("sheet", "年度入力シート"),
                    ("paste", "表からの貼り付け"),
                    ("file", "ファイルの取り込み"),
                    ("correction", "訂正画面"),
                    ("sample", "見本データ"),
                ],
                max_length=20,
                verbose_name="入力方法",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file_name", ""), ("file_sha256", "")),
                    models.Q(
                        models.Q(("file_name", ""), _negated=True),
                        models.Q(("file_sha256", ""), _negated=True),
                        ("source", "file"),
                    ),
                    _connector="OR",
                ),
                name="entry_file_named_with_hash",
                violation_error_message="ファイルから取り込んだ値には、ファイル名とハッシュが要ります。",
            ),
        ),
        MakeAppendOnly("Entry", unique=[["indicator_id", "fiscal_year", "revision"]]),
    ]
