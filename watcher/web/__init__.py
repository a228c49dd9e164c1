"""A read-only view of the store."""
