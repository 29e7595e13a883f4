//! Listening, answering and stopping: everything of a running server that is not an answer itself.

mod bind;
mod connections;
mod log;
mod notify;
mod run;
mod stall;
mod stop;
mod upkeep;

use bind::{Bound, bind};
use connections::answer;
pub(crate) use log::start_log;
use notify::{tell_ready, tell_stopping};
pub(crate) use run::Server;
use stop::StopSignals;
use upkeep::keep_up;
