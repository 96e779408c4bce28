"""What lies between two houses as pages show it, and what it brings to other pages, to lists and to playbooks."""
