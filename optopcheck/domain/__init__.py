"""The words of the field as frozen values; numpy and the standard library only."""
