"""Addresses of the directions' pages."""

from django.urls import path, re_path

from directions import views

app_name = "directions"
urlpatterns = [
    path("", views.direction_list, name="list"),
    # One address a direction: 「1」, not 「01」
    re_path(r"^(?P<number>[1-9][0-9]?)/$", views.direction_detail, name="detail"),
]
