//! The statuses that stand inside of response bodies.

/// A status inside of a multistatus or of the answer to MKCALENDAR (RFC 4918 §9.1.2, §9.2.1, §13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 200.
    Ok,
    /// 401.
    Unauthorized,
    /// 403.
    Forbidden,
    /// 404.
    NotFound,
    /// 409.
    Conflict,
    /// 412.
    PreconditionFailed,
    /// 423 (RFC 4918 §11.3).
    Locked,
    /// 424: it would have been done, had not something else failed (RFC 4918 §11.4).
    FailedDependency,
    /// 500.
    InternalServerError,
    /// 507 (RFC 4918 §11.5).
    InsufficientStorage,
}

impl Status {
    /// The number.
    pub const fn code(self) -> u16 {
        match self {
            Self::Ok => 200,
            Self::Unauthorized => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::PreconditionFailed => 412,
            Self::Locked => 423,
            Self::FailedDependency => 424,
            Self::InternalServerError => 500,
            Self::InsufficientStorage => 507,
        }
    }

    const fn reason(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::Unauthorized => "Unauthorized",
            Self::Forbidden => "Forbidden",
            Self::NotFound => "Not Found",
            Self::Conflict => "Conflict",
            Self::PreconditionFailed => "Precondition Failed",
            Self::Locked => "Locked",
            Self::FailedDependency => "Failed Dependency",
            Self::InternalServerError => "Internal Server Error",
            Self::InsufficientStorage => "Insufficient Storage",
        }
    }

    /// The status line (RFC 4918 §14.28).
    pub(crate) fn line(self) -> String {
        format!("HTTP/1.1 {} {}", self.code(), self.reason())
    }
}
