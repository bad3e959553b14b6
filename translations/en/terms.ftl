## terms
