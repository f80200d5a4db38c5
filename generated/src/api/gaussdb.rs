//! GaussDB, a distributed relational database made of coordinator nodes (CNs) and data nodes (DNs).

use std::sync::Arc;

use http::Method;

use super::super::models;
use super::super::runtime;
use super::super::runtime::call::Call;
use super::super::runtime::connection::Connection;
use super::super::runtime::operation::{Operation, Parameter, Piece};
use super::super::runtime::request::request;

/// GaussDB, a distributed relational database made of coordinator nodes (CNs) and data nodes (DNs).
#[derive(Clone)]
pub struct Gaussdb {
    connection: Arc<Connection>,
}

impl Gaussdb {
    pub(crate) fn new(connection: Arc<Connection>) -> Self {
        Self { connection }
    }
}

impl std::fmt::Debug for Gaussdb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gaussdb").finish_non_exhaustive()
    }
}

impl Gaussdb {
    /// Counts the sessions of a GaussDB instance right now, by what they are doing.
    ///
    /// Only nodes that hold coordinator nodes (CNs) or data nodes (DNs, primary or standby) can be asked.
    ///
    /// `GET /v3/{project_id}/instances/{instance_id}/session-overview`
    ///
    /// # Arguments
    ///
    /// - `instance_id`: The GaussDB instance, as 36 letters and digits. Matching `^[0-9A-Za-z]{36}$`.
    ///
    /// # Errors
    ///
    /// - other statuses: The call was not carried out. The status says whether the call or the service is at fault.
    ///
    /// Source: “Querying Real-Time Session Overview”, Help Center / GaussDB / API Reference / APIs (Recommended) / Session Management, updated on 2025-10-20.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: huaweicloud_gaussdb::Client) -> Result<(), huaweicloud_gaussdb::Error> {
    /// let answer = client.gaussdb().show_session_overview("instance_id").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn show_session_overview(
        &self,
        instance_id: impl Into<String>,
    ) -> ShowSessionOverview {
        let instance_id: String = instance_id.into();
        ShowSessionOverview {
            call: Call::new(&self.connection, &SHOW_SESSION_OVERVIEW)
                .set(1, &instance_id),
        }
    }
}

/// A call of `show_session_overview`.
#[must_use = "a request does nothing until it is sent or awaited"]
#[derive(Debug, Clone)]
pub struct ShowSessionOverview {
    call: Call,
}

impl ShowSessionOverview {
    /// The project that the instance belongs to, as 32 letters and digits. A project lies in one region.
    ///
    /// Matching `^[0-9A-Za-z]{32}$`.
    pub fn project_id(self, project_id: impl Into<String>) -> Self {
        let project_id: String = project_id.into();
        Self {
            call: self.call.set(0, &project_id),
        }
    }

    /// The language of messages in the reply.
    ///
    /// Default `en-us`.
    /// The default is sent when this is not set.
    pub fn x_language(self, x_language: impl Into<models::Language>) -> Self {
        let x_language: models::Language = x_language.into();
        Self {
            call: self.call.set(2, &x_language),
        }
    }
}

static SHOW_SESSION_OVERVIEW: Operation = Operation {
    name: "gaussdb.show_session_overview",
    method: Method::GET,
    path: &[
        Piece::Text("/v3/"),
        Piece::Argument(0),
        Piece::Text("/instances/"),
        Piece::Argument(1),
        Piece::Text("/session-overview"),
    ],
    parameters: &[
        Parameter::path("project_id").setting(0),
        Parameter::path("instance_id"),
        Parameter::header("X-Language").default("en-us"),
    ],
    headers: &[],
    service: 1,
    security: &[&[0], &[1]],
    content_type: "",
    accept: "application/json",
    success: &[(200, 200)],
};

request!(ShowSessionOverview: json -> models::SessionOverview);
