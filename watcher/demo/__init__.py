"""A newsroom's week, served on loopback, with a letterbox."""
