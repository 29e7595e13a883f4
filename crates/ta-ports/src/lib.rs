//! The port registry, the listening sockets of this machine, and how the two differ.
