"""Every address of the portal: the site's own, then those of each app."""

from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.urls import include, path

from actors.views import actor_list
from kikugawa_portal import errors, health, sitemaps, styleguide
from kikugawa_portal.accessibility import views as accessibility
from kikugawa_portal.accounts import views as accounts
from kikugawa_portal.actor_page import views as actor_page
from kikugawa_portal.booklet import views as booklet
from kikugawa_portal.change_log import views as change_log
from kikugawa_portal.handover import views as handover
from kikugawa_portal.home import views as home
from kikugawa_portal.manual import views as manual
from kikugawa_portal.news import feed
from kikugawa_portal.news import views as news
from kikugawa_portal.staff_home import views as staff_home
from records import converters  # noqa: F401 - registers <fiscal_year:...>

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error

actor_pages = [
    path("", actor_list, name="list"),
    path("<slug:slug>/", actor_page.actor, name="detail"),
]

urlpatterns = [
    # Public pages that draw on several apps
    path("", home.home, name="home"),
    path("guideline/", booklet.guideline, name="guideline"),
    path("guideline/guideline.pdf", booklet.guideline_pdf, name="guideline-pdf"),
    path("updates/", news.updates, name="updates"),
    path("about/", home.about, name="about"),
    path("accessibility/", accessibility.accessibility, name="accessibility"),
    path(
        "accessibility/<fiscal_year:year>/",
        accessibility.accessibility_test,
        name="accessibility-test",
    ),
    # For machines
    path("sitemap.xml", sitemaps.sitemap_xml, name="sitemap"),
    path("updates.atom", feed.updates_atom, name="feed"),
    path("robots.txt", sitemaps.robots_txt, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    # For everybody on the staff: the first page, the manual
    path("staff/", staff_home.home, name="staff-home"),
    path("staff/help/", manual.manual_list, name="manual-list"),
    path("staff/help/<slug:slug>/", manual.manual, name="manual"),
    # For administrators: the turn of the year, what everybody did
    path("staff/handover/", handover.handover, name="handover"),
    path("staff/log/", change_log.change_log, name="change-log"),
    path("staff/log/log.csv", change_log.change_log_csv, name="change-log-csv"),
    # For developers; elsewhere there is no such page
    path("styleguide/", styleguide.gallery, name="styleguide"),
    # The apps, public and staff pages alike
    path("actors/", include((actor_pages, "actors"))),
    path("principles/", include("principles.urls")),
    path("directions/", include("directions.urls")),
    path("", include("indicators.urls")),
    path("", include("reports.urls")),
    # Accounts: one way in, one way out, for staff pages and administration alike
    path("accounts/login/", accounts.SignIn.as_view(), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("accounts/password/", accounts.PasswordChange.as_view(), name="password_change"),
    path("admin/login/", accounts.admin_sign_in),
    path("admin/logout/", LogoutView.as_view()),
    path("admin/password_change/", accounts.PasswordChange.as_view()),
    path("admin/", admin.site.urls),
]
