//! The doors, driven through HTTP on both engines.

mod api;
