"""How it is spoken: utterances, voices, clips and the engines that make them."""
