//! The value types of RFC 5545 §3.3, read from the text of a property when somebody asks.

mod cal_address;

pub use cal_address::CalAddress;
