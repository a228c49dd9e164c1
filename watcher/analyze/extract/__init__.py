"""From a revision to its mentions: who says what, how many, how sure, verbatim. Lists are data."""

from watcher.analyze.extract.detect import detect
from watcher.analyze.extract.extract import extract

__all__ = ["detect", "extract"]
