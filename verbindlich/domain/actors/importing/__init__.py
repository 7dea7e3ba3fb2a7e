"""An office's address list to organisations and persons, for office/imports."""
