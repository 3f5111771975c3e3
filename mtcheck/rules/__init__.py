"""The rules: one file each, in a folder for each family. Found by walking, see registry.py."""
