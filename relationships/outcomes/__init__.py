"""Whether customers reach the results they came for: attainment, goals, roll-ups and the scorecard of a CSM."""
