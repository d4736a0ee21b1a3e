"""The tests, a folder for each app; `python -m tests` runs them on every database."""
