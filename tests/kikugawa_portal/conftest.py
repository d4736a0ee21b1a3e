"""The stage of these tests."""

from tests.stage import first_year, summer_2028

__all__ = ["first_year", "summer_2028"]
