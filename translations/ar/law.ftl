## law
