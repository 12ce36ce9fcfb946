"""Every fact that a data rule may name: its kind and unit, where it comes from, and what it reads."""

from optopcheck.rules.catalogue.fact import Fact
from optopcheck.rules.catalogue.listing import FACTS, facts_of, show_catalogue
from optopcheck.rules.catalogue.sun import sun_facts

__all__ = ["FACTS", "Fact", "facts_of", "show_catalogue", "sun_facts"]
