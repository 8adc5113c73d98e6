"""The code of ./run and ./test. It uses the standard library only, since nothing is installed yet."""
