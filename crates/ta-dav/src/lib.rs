//! The DAV wire: bytes to typed requests, values to multistatus. No I/O.
