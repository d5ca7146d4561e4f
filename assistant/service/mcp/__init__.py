"""The assistant for programs that speak the Model Context Protocol: the endpoints' own functions as tools."""
