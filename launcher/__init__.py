"""What ./run and ./test are made of; the standard library only, since nothing is installed yet."""
