//! GET /app-passwords.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use ta_app::list_app_passwords;
use ta_core::ClientName;
use utoipa::ToSchema;

use crate::Doors;
use crate::api::failure::Failure;
use crate::api::signed_in::SignedIn;

/// The app passwords of the caller.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppPasswordList {
    app_passwords: Vec<AppPassword>,
}

/// An app password. Its secret was shown once, when it was made.
#[derive(Debug, Serialize, ToSchema)]
struct AppPassword {
    #[schema(example = "7")]
    id: String,
    /// What the member calls it.
    #[schema(example = "Phone")]
    label: String,
    #[schema(format = DateTime, example = "2026-11-23T08:00:00Z")]
    created_utc: String,
    /// When a program last signed in with it, to the hour.
    #[schema(format = DateTime, example = "2026-11-23T09:00:00Z")]
    last_used_utc: Option<String>,
    /// What that program calls itself.
    #[schema(example = "iOS/26.1 (23B85) dataaccessd/1.0")]
    last_client: Option<String>,
}

impl From<ta_core::AppPassword> for AppPassword {
    fn from(password: ta_core::AppPassword) -> Self {
        Self {
            id: password.id.get().to_string(),
            label: password.label,
            created_utc: password.created_utc.to_string(),
            last_used_utc: password.last_used_utc.map(|used| used.to_string()),
            last_client: password.last_client.as_ref().map(ClientName::as_str).map(str::to_owned),
        }
    }
}

/// List app passwords
#[utoipa::path(
    get,
    path = "/app-passwords",
    operation_id = "list_app_passwords",
    tag = "app passwords",
    responses((status = 200, description = "The app passwords, without their secrets", body = AppPasswordList), SignedIn)
)]
pub(crate) async fn list(
    State(doors): State<Arc<Doors>>,
    SignedIn(caller): SignedIn,
) -> Result<Json<AppPasswordList>, Failure> {
    let found = doors.app.store.read(move |tx| list_app_passwords(tx, &caller)).await?;
    Ok(Json(AppPasswordList { app_passwords: found.into_iter().map(AppPassword::from).collect() }))
}
