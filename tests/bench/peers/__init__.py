"""The two sides of the comparison; each is a process that is told `cycle` and answers with what it took."""
