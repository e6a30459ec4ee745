"""The hook protocols of coding agents, one module an agent: from an event to what to judge, and back."""
