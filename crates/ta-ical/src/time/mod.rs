//! Times as iCalendar has them, and the absolute time that each means to somebody.

mod cal_time;
mod duration;
mod range;
mod value;
mod vtimezone;
mod windows_zones;
mod zones;

pub(crate) use cal_time::saturating_add;
pub use cal_time::{CalTime, TimeError};
pub use duration::CalDuration;
pub use range::{TimeBounds, UtcRange};
pub(crate) use value::{DateOrTime, parse_date_or_time, parse_time, parse_utc_offset};
pub(crate) use zones::Zones;
pub use zones::{known_zone, zone_of_vtimezone};
