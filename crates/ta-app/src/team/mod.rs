//! Use cases on the team itself and its principals.

pub(crate) mod apply;
pub(crate) mod delegates;
pub(crate) mod member;
pub(crate) mod principals;
