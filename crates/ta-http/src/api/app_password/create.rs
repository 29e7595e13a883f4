//! POST /app-passwords.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use ta_app::{create_app_password, draw_app_password_secret};
use utoipa::ToSchema;

use crate::Doors;
use crate::api::body::Body;
use crate::api::failure::Failure;
use crate::api::signed_in::SignedIn;

/// An app password to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AppPasswordDraft {
    /// What to call it, say by the device that it is for.
    #[schema(example = "Phone", min_length = 1, max_length = 100)]
    label: String,
}

/// An app password that was just made.
#[derive(Serialize, ToSchema)]
pub(crate) struct NewAppPassword {
    #[schema(example = "7")]
    id: String,
    #[schema(example = "Phone")]
    label: String,
    /// The password, shown this once and never again.
    #[schema(example = "ta-abcde-fghij-kmnpq-rstuv-wxyz2")]
    secret: String,
}

const LABEL_CHARS_MAX: usize = 100;

/// Make an app password
///
/// It opens the CalDAV door and this API, and can be taken away without touching the member's own password.
#[utoipa::path(
    post,
    path = "/app-passwords",
    operation_id = "create_app_password",
    tag = "app passwords",
    request_body = AppPasswordDraft,
    responses((status = 201, description = "The app password with its secret", body = NewAppPassword), SignedIn, Body<AppPasswordDraft>)
)]
pub(crate) async fn create(
    State(doors): State<Arc<Doors>>,
    SignedIn(caller): SignedIn,
    Body(body): Body<AppPasswordDraft>,
) -> Result<(StatusCode, Json<NewAppPassword>), Failure> {
    let label = read_label(&body.label)?;
    let secret = draw_app_password_secret(doors.app.entropy.as_ref());
    let (drawn, now) = (secret.clone(), doors.app.now());
    let write = move |tx: &mut ta_app::WriteTx<'_>| create_app_password(tx, &caller, &label, &drawn, now);
    let made = doors.app.store.write(write).await?;
    let body = NewAppPassword { id: made.id.get().to_string(), label: made.label, secret };
    Ok((StatusCode::CREATED, Json(body)))
}

fn read_label(label: &str) -> Result<String, Failure> {
    let label = label.trim();
    if label.is_empty() || label.chars().count() > LABEL_CHARS_MAX {
        let message = format!("give it a label of 1 to {LABEL_CHARS_MAX} characters");
        return Err(Failure::bad_field("label", message));
    }
    Ok(label.to_owned())
}
