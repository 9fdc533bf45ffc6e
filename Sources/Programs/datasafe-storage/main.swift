print("datasafe")
