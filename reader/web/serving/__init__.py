"""Applications on sockets: uvicorn, its bounds, its processes."""
