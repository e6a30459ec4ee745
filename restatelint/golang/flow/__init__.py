"""How values flow through Go code: blocks, definitions, what reaches a use, and what that comes to.

It knows Go and nothing of Restate: what a value is, in some respect, a `value.Domain` says.
"""
