"""What an office needs beside the meeting: messages to send and checklists to work through."""
