"""What makes a region of a hub: forking it, composing the region's changes into it, updating and capturing them."""
