"""Findings -> messages: digest and alert, in text and HTML."""
