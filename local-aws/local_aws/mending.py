"""How a mend takes the place of a method of moto."""

import functools
import inspect


def mends(owner, method=None):
    """Replaces a method of moto by the decorated function.

    The function gets the original method as its first argument. It mends the method
    of its own name unless another one is given.
    """

    def replace(mend):
        name = method or mend.__name__
        original = getattr(owner, name)

        @functools.wraps(mend)
        def mended(*args, **kwargs):
            return mend(original, *args, **kwargs)

        is_static = isinstance(inspect.getattr_static(owner, name), staticmethod)
        takes_no_instance = is_static or inspect.ismethod(original) or inspect.ismodule(owner)
        setattr(owner, name, staticmethod(mended) if takes_no_instance else mended)
        return mend

    return replace
