"""The `kg` command. Other packages add commands under the entry point group `kg.commands`."""
