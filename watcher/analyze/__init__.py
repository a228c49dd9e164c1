"""Revision -> findings: match topics, extract mentions, link them to claims, type the changes."""
