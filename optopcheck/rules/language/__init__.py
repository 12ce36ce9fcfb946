"""The rule language, `lang = 1`: one expression a test, exact, three-valued, and always an end."""
