"""Which lines stand and in what order: what weighs, what is of one matter, what is told once, what leads."""
