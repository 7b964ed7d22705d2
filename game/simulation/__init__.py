"""A scenario as arrays, and pure numpy kernels that advance it; knows no seats, agreements or secrets."""
