"""Meetings of an event: requests, the timetable, the day itself and the feedback."""
