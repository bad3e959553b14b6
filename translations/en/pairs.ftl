## pairs
