"""The shared touch screen: what it says of its own accord, and the processes that keep it alive."""
