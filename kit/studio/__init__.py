"""The kit in a browser tab: what is packed into a folder for the web, and the desk that answers its page."""
