"""What regions share with each other and with their hub."""
