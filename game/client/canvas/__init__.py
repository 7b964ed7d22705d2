"""Theme, fonts and text shaping, drawing, geometry, map and charts."""
