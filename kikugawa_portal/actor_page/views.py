"""The page of one kind of actor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actors.models import Actor
from actors.naming import COLLECTIVE_WORDS, words_for
from guideline.models import Chapter
from kikugawa_portal.actor_page import mentions
from kikugawa_portal.booklet import drawing


@require_safe
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the guideline says of one kind of actor, and where it names them."""
    actor = get_object_or_404(Actor, slug=slug)
    words = words_for(actor.slug, actor.name)
    chapters, directions = list(Chapter.objects.all()), list(drawing.directions_with_text())
    context = {
        "actor": actor,
        "actors": Actor.objects.all(),
        "words": words,
        "in_directions": mentions.in_directions(words, directions),
        "in_chapters": mentions.in_chapters(words, chapters),
        "collective_words": COLLECTIVE_WORDS,
        "as_one_of_all": mentions.in_directions(COLLECTIVE_WORDS, directions),
    }
    return render(request, "actors/actor_detail.html", context)
