"""All we remember, in one SQLite file; SQL lives here and nowhere else."""
