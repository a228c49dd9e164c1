"""Word lists as data, one folder a language, and the morphology behind one door."""
