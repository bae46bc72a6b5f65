"""One module for each indicator; `nastavnik.monitoring.registry` finds them."""
