//! DELETE /app-passwords/{id}.

use std::sync::Arc;

use axum::extract::State;
use http::StatusCode;
use ta_app::remove_app_password;
use ta_core::AppPasswordId;

use crate::Doors;
use crate::api::at::At;
use crate::api::failure::Failure;
use crate::api::signed_in::SignedIn;

/// Take an app password away
///
/// From then on whatever signs in with it is refused.
#[utoipa::path(
    delete,
    path = "/app-passwords/{id}",
    operation_id = "delete_app_password",
    tag = "app passwords",
    params(("id" = String, Path, description = "The app password's id")),
    responses((status = 204, description = "It is gone"), SignedIn, At<i64>)
)]
pub(crate) async fn delete(
    State(doors): State<Arc<Doors>>,
    SignedIn(caller): SignedIn,
    At(id): At<i64>,
) -> Result<StatusCode, Failure> {
    let id = AppPasswordId::new(id);
    doors.app.store.write(move |tx| remove_app_password(tx, &caller, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
