"""Who finds the claims of an article: the rules, or a language model whose finds the rules check."""
