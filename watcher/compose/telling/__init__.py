"""How one line is told: what its card holds, its words, figures, places, sources and headline."""
