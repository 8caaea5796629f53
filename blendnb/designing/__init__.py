"""From a brief to a recommendation, a plan, its audit and its cost: pure functions of values."""
