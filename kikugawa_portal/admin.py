"""The name of the administration."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

admin.site.site_header = _("菊川市協働ポータル 管理")
admin.site.site_title = _("菊川市協働ポータル 管理")
admin.site.index_title = _("管理メニュー")
