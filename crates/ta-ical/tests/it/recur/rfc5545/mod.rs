//! RFC 5545 held beside the crate: the lines and the dates of each example as the RFC prints them.

mod check;
mod dates;
mod examples;
mod printed;
mod rule_parts;
