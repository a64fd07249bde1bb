"""How Word makes letters look: by what stands at them, and by styles."""
