"""watcher: the claims in the news you follow, and what changed about them."""

__version__ = "0.1.0"
