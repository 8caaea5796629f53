"""Files at the edge: messages for people on the way in, whole files on the way out."""
