"""What organisers need computed: times of a day, materials, calendars, countdowns, what the rounds cover. Pure."""
