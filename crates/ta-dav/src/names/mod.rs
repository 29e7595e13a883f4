//! The names on the wire: namespaces, properties, resource types, privileges and reports.

pub mod namespace;
mod privilege;
mod property_name;
mod report_name;
mod resource_type;
mod wire_names;

pub use privilege::Privilege;
pub use property_name::PropertyName;
pub use report_name::ReportName;
pub use resource_type::ResourceType;
use wire_names::wire_names;
