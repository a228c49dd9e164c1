"""What each page shows: a function of a visit gives the values of one template."""
