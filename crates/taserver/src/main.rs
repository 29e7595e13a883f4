//! The TeamAgenda server and its command line.
fn main() {}
