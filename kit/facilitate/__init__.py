"""The day itself: timetables, clock times and materials, computed from minutes."""
