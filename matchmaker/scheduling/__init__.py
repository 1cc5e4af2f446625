"""The timetable engine: meetings in, slots and tables out; no database, no web."""
