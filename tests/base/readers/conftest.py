"""Generated examples have no deadline: some start a process or read a whole file, on machines that others use too."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("readers", deadline=None)
settings.load_profile("readers")
