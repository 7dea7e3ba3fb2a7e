"""Verbindlich: kommunales Integrationsmanagement, from the concept to the effect of its measures."""

__version__ = "0.1.0"
