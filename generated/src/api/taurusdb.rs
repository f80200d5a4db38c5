//! TaurusDB, a MySQL-compatible database, and the HTAP instances that take its analytical queries.

use super::super::models;
use super::super::runtime::connection::group;
use super::super::runtime::header::headers;
use super::super::runtime::operation::{Operation, header, path, query};
use super::super::runtime::page::{Step, pages};
use super::super::runtime::response::json;
use super::super::runtime::{self, call::Call, request::request};

group! {
    /// TaurusDB, a MySQL-compatible database, and the HTAP instances that take its analytical queries.
    pub struct Taurusdb;
}

impl Taurusdb {
    /// Lists the HTAP instances of a TaurusDB instance.
    ///
    /// The reply holds all of them at once, together with the number that the TaurusDB instance may have. The `id` of an HTAP instance
    /// is what the other HTAP calls ask for.
    ///
    /// `GET /v3/{project_id}/instances/{instance_id}/htap`
    ///
    /// # Arguments
    ///
    /// - `instance_id`: The TaurusDB instance whose HTAP instances are asked for.
    ///
    /// # Errors
    ///
    /// - 400: The call cannot be carried out as it was made. (`models::ErrorResponse`, `X-Request-Id`)
    /// - 500: The service failed to carry out the call. (`models::ErrorResponse`, `X-Request-Id`)
    ///
    /// Source: “Querying HTAP Instances”, Help Center / TaurusDB / API Reference.
    ///
    /// # Example
    /// ```no_run
    /// # async fn example(client: huaweicloud_gaussdb::Client) -> Result<(), huaweicloud_gaussdb::Error> {
    /// let answer = client.taurusdb().list_htap_instance_info("instance_id").await?;
    /// # Ok(()) }
    /// ```
    pub fn list_htap_instance_info(
        &self,
        instance_id: impl Into<String>,
    ) -> Request<ListHtapInstanceInfo> {
        Call::new(&self.0, &LIST_HTAP_INSTANCE_INFO).text(1, instance_id).into()
    }

    /// Lists the sessions that are open on an HTAP instance right now.
    ///
    /// For HTAP instances of the standard edition. One call returns at most `limit` sessions, starting after the first `offset` ones. The
    /// reply carries no total: fewer sessions than `limit` mean that there are no more.
    ///
    /// Permissions: the account itself may make every call. An IAM user under role-based or policy-based authorization needs the
    /// permission that the API reference lists for this call under "Permissions and Supported Actions"; under identity policies, none
    /// is needed.
    ///
    /// `GET /v3/{project_id}/instances/{instance_id}/htap/process`
    ///
    /// # Arguments
    ///
    /// - `instance_id`: The HTAP instance (standard edition), as 36 letters and digits that end in `in17`. It is the `id` in the list of HTAP instances. Matching `^[0-9A-Za-z]{32}in17$`.
    ///
    /// # Errors
    ///
    /// - 400: The call cannot be carried out as it was made. (`models::ErrorResponse`, `X-Request-Id`)
    /// - 500: The service failed to carry out the call. (`models::ErrorResponse`, `X-Request-Id`)
    ///
    /// Source: “Querying the Current Sessions of an HTAP Instance”, Help Center / TaurusDB / API Reference / APIs (Recommended) / HTAP (Standard Edition), updated on 2026-06-12.
    ///
    /// # Example
    /// ```no_run
    /// # async fn example(client: huaweicloud_gaussdb::Client) -> Result<(), huaweicloud_gaussdb::Error> {
    /// let answer = client.taurusdb().show_htap_process_list("instance_id").await?;
    /// # Ok(()) }
    /// ```
    pub fn show_htap_process_list(
        &self,
        instance_id: impl Into<String>,
    ) -> Request<ShowHtapProcessList> {
        Call::new(&self.0, &SHOW_HTAP_PROCESS_LIST).text(1, instance_id).into()
    }
}

request! {
    ListHtapInstanceInfo = LIST_HTAP_INSTANCE_INFO: GET "taurusdb.list_htap_instance_info"
        ["/v3/" 0 "/instances/" 1 "/htap"] json -> models::HtapInstanceList;
    parameters = &[path("project_id").setting(0), path("instance_id"), header("X-Language").default("en-us")];
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
    /// What the headers of a success of `list_htap_instance_info` say.
    pub struct ListHtapInstanceInfoHeaders {
        /// Names this call in the records of the service. Quote it when asking support about the call.
        x_request_id: String = "X-Request-Id",
    }
}

request! {
    ShowHtapProcessList = SHOW_HTAP_PROCESS_LIST: GET "taurusdb.show_htap_process_list"
        ["/v3/" 0 "/instances/" 1 "/htap/process"] json -> models::HtapProcessList;
    parameters = &[path("project_id").setting(0), path("instance_id"), query("limit"), query("offset"),
        header("X-Language").default("en-us")];
    security = &[&[0], &[1]];
    /// The project that the instance belongs to, as 32 letters and digits. A project lies in one region.
    ///
    /// Matching `^[0-9A-Za-z]{32}$`.
    0 => project_id: into(String);
    /// How many sessions to return at most.
    ///
    /// From 1 to 100, default `100`.
    2 => limit: value(i32);
    /// How many sessions to skip. The reply starts with the session after them.
    ///
    /// At least 0, default `0`.
    3 => offset: value(i32);
    /// The language of messages in the reply.
    ///
    /// Default `en-us`.
    /// The default is sent when this is not set.
    4 => x_language: into(models::Language);
}

headers! {
    /// What the headers of a success of `show_htap_process_list` say.
    pub struct ShowHtapProcessListHeaders {
        /// Names this call in the records of the service. Quote it when asking support about the call.
        x_request_id: String = "X-Request-Id",
    }
}

pages! {
    ShowHtapProcessList = SHOW_HTAP_PROCESS_LIST_PAGES: json -> models::HtapProcessList, models::HtapProcessInfo, "process_list";
    Step::Offset { limit: 2, default_limit: 100, offset: 3, total: &[] };
    page => page.process_list.len(), page.process_list;
}
