"""Address of the page of principles."""

from django.urls import path

from principles import views

app_name = "principles"
urlpatterns = [
    path("", views.principle_list, name="list"),
]
