"""How it goes onto paper: subject line, words of the language, pictures, safe and self-contained HTML."""
