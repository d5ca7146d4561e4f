"""A chat model's prose over the evidence, held back sentence by sentence until it is proven."""
