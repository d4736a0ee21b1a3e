"""The tables of drafts, editions, pictures and schedules. Import the models from here."""

from reports.models.edition import Citation, Edition, EditionPdf
from reports.models.picture import DraftPicture, KeptPicture, PublishedPicture
from reports.models.report import Presence, Report, SavedDraft, Section
from reports.models.schedule import Schedule, ScheduleOutcome

__all__ = [
    "Citation",
    "DraftPicture",
    "Edition",
    "EditionPdf",
    "KeptPicture",
    "Presence",
    "PublishedPicture",
    "Report",
    "SavedDraft",
    "Schedule",
    "ScheduleOutcome",
    "Section",
]
