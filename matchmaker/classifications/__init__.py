"""The official codes and their names: industries, scenarios, regions, provider types."""
