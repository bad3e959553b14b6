## pages
