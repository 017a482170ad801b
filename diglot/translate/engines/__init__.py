"""Translation engines behind one protocol; each is imported only when it is asked for."""
