"""From files to reports: reading, checking, suppressing, comparing with what is known, in one process or several."""
