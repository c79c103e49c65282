"""Links to other sites: found in the content, asked for, and judged."""
