from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from records.append_only import MakeAppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=10, unique=True, verbose_name="指標ID")),
                ("name", models.CharField(max_length=200, verbose_name="指標名")),
                ("unit", models.CharField(max_length=20, verbose_name="単位")),
                (
                    "decimal_places",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="件数や回数など、整数で数える指標は0です。",
                        verbose_name="小数の桁数",
                    ),
                ),
                ("definition", models.TextField(blank=True, verbose_name="定義・算出方法")),
                (
                    "trend",
                    models.CharField(
                        blank=True,
                        choices=[("increase", "増加"), ("decrease", "減少"), ("maintain", "維持")],
                        help_text="空欄の間は、進捗状況を判定しません。",
                        max_length=10,
                        verbose_name="目指す方向",
                    ),
                ),
                (
                    "tolerance",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="「維持」の指標だけに使います。目標値からこの幅までの違いは維持とみなします。",
                        max_digits=15,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal(0))],
                        verbose_name="維持とみなす幅",
                    ),
                ),
                (
                    "responsible_section",
                    models.CharField(blank=True, max_length=100, verbose_name="担当課"),
                ),
                ("data_source", models.CharField(blank=True, max_length=200, verbose_name="出典")),
                (
                    "baseline_value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=15,
                        null=True,
                        verbose_name="基準値",
                    ),
                ),
                (
                    "baseline_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="例：令和7年度は2025",
                        null=True,
                        verbose_name="基準年度（西暦）",
                    ),
                ),
                (
                    "direction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="directions.direction",
                        verbose_name="方向性",
                    ),
                ),
            ],
            options={
                "verbose_name": "指標",
                "verbose_name_plural": "指標",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度（西暦）")),
                ("revision", models.PositiveIntegerField(verbose_name="版")),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=15,
                        null=True,
                        verbose_name="実績値",
                    ),
                ),
                (
                    "absence",
                    models.CharField(
                        blank=True,
                        choices=[("not_applicable", "該当なし"), ("pending", "未集計")],
                        max_length=20,
                        verbose_name="値なしの理由",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "下書き"),
                            ("confirmed", "確定"),
                            ("withdrawn", "取り下げ"),
                        ],
                        max_length=10,
                        verbose_name="状態",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(1000)],
                        verbose_name="備考",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(1000)],
                        verbose_name="訂正の理由",
                    ),
                ),
                ("entered_at", models.DateTimeField(verbose_name="入力日時")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("sheet", "年度入力シート"),
                            ("correction", "訂正画面"),
                            ("sample", "見本データ"),
                        ],
                        max_length=20,
                        verbose_name="入力方法",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入力者",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="indicators.indicator",
                        verbose_name="指標",
                    ),
                ),
            ],
            options={
                "verbose_name": "実績値の記録",
                "verbose_name_plural": "実績値の記録",
                "ordering": ["indicator", "fiscal_year", "revision"],
                "permissions": [("confirm_entry", "実績値を確定・訂正できる")],
                "default_permissions": ("add", "view"),
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度（西暦）")),
                (
                    "value",
                    models.DecimalField(decimal_places=4, max_digits=15, verbose_name="目標値"),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="indicators.indicator",
                        verbose_name="指標",
                    ),
                ),
            ],
            options={
                "verbose_name": "目標値",
                "verbose_name_plural": "目標値",
                "ordering": ["indicator", "fiscal_year"],
            },
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("baseline_value", None), ("baseline_year", None)),
                    models.Q(
                        ("baseline_value__isnull", False),
                        ("baseline_year__gt", 2018),
                        ("baseline_year__isnull", False),
                        ("baseline_year__lt", 2033),
                    ),
                    _connector="OR",
                ),
                name="indicator_baseline_whole",
                violation_error_message="基準値と基準年度は、両方を入力するか、両方を空欄にしてください。基準年度は西暦で、2019から2032までの年度です。",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("tolerance", None),
                    models.Q(("tolerance__gte", 0), ("trend", "maintain")),
                    _connector="OR",
                ),
                name="indicator_tolerance_only_to_maintain",
                violation_error_message="「維持とみなす幅」は、目指す方向が「維持」の指標だけに入力してください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(("decimal_places__lte", 4)),
                name="indicator_decimal_places_in_range",
                violation_error_message="小数の桁数は0から4までです。",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("source", "sample")), fields=["id"], name="entry_sample"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                fields=("indicator", "fiscal_year", "revision"),
                name="entry_revision_once",
                violation_error_message="ほかの人が先に保存しました。内容を確かめて、もう一度保存してください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("absence", ""), ("value__isnull", False)),
                    models.Q(("absence__in", ["not_applicable", "pending"]), ("value", None)),
                    _connector="OR",
                ),
                name="entry_value_xor_absence",
                violation_error_message="実績値か、値なしの理由（該当なし・未集計）の、どちらか一つを入力してください。",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "confirmed", "withdrawn"])),
                name="entry_status_known",
                violation_error_message="状態は、下書き・確定・取り下げのいずれかです。",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("fiscal_year__gte", 2026), ("fiscal_year__lte", 2033)),
                name="entry_in_period",
                violation_error_message="年度は、西暦で2026から2033までです。",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("revision__gte", 1)),
                name="entry_revision_from_one",
                violation_error_message="版は1から始まります。",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=("indicator", "fiscal_year"),
                name="target_once_a_year",
                violation_error_message="この年度の目標値は、すでに登録されています。",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("fiscal_year__gte", 2026), ("fiscal_year__lte", 2033)),
                name="target_in_period",
                violation_error_message="年度は、西暦で2026から2033までです。",
            ),
        ),
        MakeAppendOnly("Entry", unique=[["indicator_id", "fiscal_year", "revision"]]),
    ]
