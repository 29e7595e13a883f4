//! Test support: databases to run a contract suite on, PostgreSQL started for the purpose.
