//! The doors: DAV methods, the JSON API, the event stream and the web client.
