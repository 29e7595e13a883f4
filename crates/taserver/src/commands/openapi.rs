//! `taserver openapi`

use crate::failure::Failure;
use crate::output;

/// Prints the OpenAPI document of the JSON API.
pub(crate) fn run() -> Result<(), Failure> {
    output::print(ta_http::openapi().trim_end())
}
