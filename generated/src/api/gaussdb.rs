//! GaussDB, a distributed relational database made of coordinator nodes (CNs) and data nodes (DNs).

use super::super::models;
use super::super::runtime::connection::group;
use super::super::runtime::header::headers;
use super::super::runtime::operation::{Operation, header, path};
use super::super::runtime::response::json;
use super::super::runtime::{self, call::Call, request::request};

group! {
    /// GaussDB, a distributed relational database made of coordinator nodes (CNs) and data nodes (DNs).
    pub struct Gaussdb;
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
    /// - other statuses: The call was not carried out. The status says whether the call or the service is at fault. (`models::ErrorResponse`, `X-Request-Id`)
    ///
    /// Source: “Querying Real-Time Session Overview”, Help Center / GaussDB / API Reference / APIs (Recommended) / Session Management, updated on 2025-10-20.
    ///
    /// # Example
    /// ```no_run
    /// # async fn example(client: huaweicloud_gaussdb::Client) -> Result<(), huaweicloud_gaussdb::Error> {
    /// let answer = client.gaussdb().show_session_overview("instance_id").await?;
    /// # Ok(()) }
    /// ```
    pub fn show_session_overview(
        &self,
        instance_id: impl Into<String>,
    ) -> Request<ShowSessionOverview> {
        Call::new(&self.0, &SHOW_SESSION_OVERVIEW).text(1, instance_id).into()
    }
}

request! {
    ShowSessionOverview = SHOW_SESSION_OVERVIEW: GET "gaussdb.show_session_overview"
        ["/v3/" 0 "/instances/" 1 "/session-overview"] json -> models::SessionOverview;
    parameters = &[path("project_id").setting(0), path("instance_id"), header("X-Language").default("en-us")];
    service = 1;
    security = &[&[0], &[1]];
    /// The project that the instance belongs to, as 32 letters and digits. A project lies in one region.
    ///
    /// Matching `^[0-9A-Za-z]{32}$`.
    0 => project_id: into(String);
    /// The language of messages in the reply.
    ///
    /// Default `en-us`.
    /// The default is sent when this is not set.
    2 => x_language: into(models::Language);
}

headers! {
    /// What the headers of a success of `show_session_overview` say.
    pub struct ShowSessionOverviewHeaders {
        /// Names this call in the records of the service. Quote it when asking support about the call.
        x_request_id: String = "X-Request-Id",
    }
}
