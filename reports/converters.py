"""The converter for digests in addresses: `<sha256:digest>` is 64 hexadecimal digits, else 404.

Whoever's addresses use it imports this module, which registers it once.
"""

from django.urls import register_converter
from django.urls.converters import StringConverter


class Sha256Converter(StringConverter):
    """Takes a SHA-256 as the portal writes it."""

    regex = "[0-9a-f]{64}"


register_converter(Sha256Converter, "sha256")
