//! The value types of RFC 5545 §3.3, read from the text of a property when somebody asks.
//!
//! ```
//! use ta_ical::value::CalAddress;
//!
//! assert_eq!(CalAddress::new("MAILTO:Anna@example.com"), CalAddress::new("mailto:anna@example.com"));
//! ```

mod cal_address;

pub use cal_address::CalAddress;
