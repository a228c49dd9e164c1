"""Text -> mentions: who says what, how many, how sure, verbatim."""
