"""Sheets on their way into the registers."""
