"""Loads rule packs and runs rules one by one; no rule lives here."""
