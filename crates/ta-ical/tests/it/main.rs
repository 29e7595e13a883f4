//! The crate as its users see it.

#[cfg(test)]
mod bounds;
#[cfg(test)]
mod data;
#[cfg(test)]
mod edit;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod filter;
#[cfg(test)]
mod freebusy;
#[cfg(test)]
mod index;
#[cfg(test)]
mod instances;
#[cfg(test)]
mod liberal;
#[cfg(test)]
mod lossless;
#[cfg(test)]
mod malformed;
#[cfg(test)]
mod monsters;
#[cfg(test)]
mod object;
#[cfg(test)]
mod project;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod recur;
#[cfg(test)]
mod rfc5545_objects;
#[cfg(test)]
mod stream;
#[cfg(test)]
mod text;
#[cfg(test)]
mod time_range;
#[cfg(test)]
mod value;
