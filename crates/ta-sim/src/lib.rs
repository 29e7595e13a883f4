//! Test support: a server in a box, simulated clock, seeded clients and oracles.
