"""An assessment on paper: text and JSON."""
