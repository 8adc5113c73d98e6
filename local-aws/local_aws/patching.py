"""Replaces methods of moto."""

import functools
import inspect


def patches(owner, method=None):
    """Replaces a method of moto by the decorated function.

    The function gets the original method as its first argument. It patches the method
    of its own name unless another one is given.
    """

    def replace(patch):
        name = method or patch.__name__
        original = getattr(owner, name)

        @functools.wraps(patch)
        def patched(*args, **kwargs):
            return patch(original, *args, **kwargs)

        is_static = isinstance(inspect.getattr_static(owner, name), staticmethod)
        takes_no_instance = is_static or inspect.ismethod(original) or inspect.ismodule(owner)
        setattr(owner, name, staticmethod(patched) if takes_no_instance else patched)
        return patch

    return replace
