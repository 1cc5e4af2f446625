"""Spreadsheets as offices send them: opening, understanding, checking and writing. Values in, values out."""
