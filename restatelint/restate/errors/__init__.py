"""What an error is: nil, terminal, out of the journal, or plain; and which of these it stops being."""
