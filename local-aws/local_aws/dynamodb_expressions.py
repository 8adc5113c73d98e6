"""DynamoDB: update expressions are parsed once. A service sends the same few with each request."""

import copy
import functools

from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser, Node
from moto.dynamodb.parsing.expressions import UpdateExpressionParser

from local_aws.patching import patches


@patches(UpdateExpressionParser)
def make(original, expression):
    """moto parses each expression twice. It changes only copies of what was parsed."""
    return _parsed(original, expression)


@functools.lru_cache(maxsize=512)
def _parsed(parse, expression):
    return parse(expression)


def _copy(node, memo):
    """Only the children are copied, and refer to their new parent."""
    copied = memo[id(node)] = object.__new__(type(node))
    vars(copied).update(vars(node))
    if node.children is not None:
        copied.children = [copy.deepcopy(child, memo) for child in node.children]
        for child in copied.children:
            if isinstance(child, Node):
                child.parent = copied
    return copied


Node.__deepcopy__ = _copy


@patches(DepthFirstTraverser)
def traverse(_original, traverser, node):
    """Children first, then the node, as moto, which makes the list of the nodes to process again for each node."""
    kinds = traverser.nodes_to_be_processed()
    return _processed(traverser, node, -1, kinds) if _is_kind(type(node), Node) else node


def _processed(traverser, node, position, kinds):
    parent = node.parent
    for number, child in enumerate(node.children or ()):
        traverser.pre_processing_of_child(node, number)
        if _is_kind(type(child), Node):
            _processed(traverser, child, number, kinds)
    if _is_kind(type(node), kinds):
        node = traverser.process(node)
        node.parent = parent
        if parent:
            parent.children[position] = node
    return node


_is_kind = functools.lru_cache(maxsize=4096)(issubclass)
"""The classes are abstract, for which Python decides this slowly."""
