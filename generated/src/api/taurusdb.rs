//! TaurusDB, a MySQL-compatible database, and the HTAP instances that take its analytical queries.

use std::sync::Arc;

use http::Method;

use super::super::models;
use super::super::runtime::{self, response};
use super::super::runtime::call::Call;
use super::super::runtime::connection::Connection;
use super::super::runtime::operation::{Operation, Parameter, Piece};
use super::super::runtime::page::{Items, Pages, Plan};
use super::super::runtime::request::request;

/// TaurusDB, a MySQL-compatible database, and the HTAP instances that take its analytical queries.
#[derive(Clone)]
pub struct Taurusdb {
    connection: Arc<Connection>,
}

impl Taurusdb {
    pub(crate) fn new(connection: Arc<Connection>) -> Self {
        Self { connection }
    }
}

impl std::fmt::Debug for Taurusdb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Taurusdb").finish_non_exhaustive()
    }
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
    /// - 400: The call cannot be carried out as it was made.
    /// - 500: The service failed to carry out the call.
    ///
    /// Source: “Querying HTAP Instances”, Help Center / TaurusDB / API Reference.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: huaweicloud_gaussdb::Client) -> Result<(), huaweicloud_gaussdb::Error> {
    /// let answer = client.taurusdb().list_htap_instance_info("instance_id").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn list_htap_instance_info(
        &self,
        instance_id: impl Into<String>,
    ) -> ListHtapInstanceInfo {
        let instance_id: String = instance_id.into();
        ListHtapInstanceInfo {
            call: Call::new(&self.connection, &LIST_HTAP_INSTANCE_INFO)
                .set(1, &instance_id),
        }
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
    /// - 400: The call cannot be carried out as it was made.
    /// - 500: The service failed to carry out the call.
    ///
    /// Source: “Querying the Current Sessions of an HTAP Instance”, Help Center / TaurusDB / API Reference / APIs (Recommended) / HTAP (Standard Edition), updated on 2026-06-12.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: huaweicloud_gaussdb::Client) -> Result<(), huaweicloud_gaussdb::Error> {
    /// let answer = client.taurusdb().show_htap_process_list("instance_id").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn show_htap_process_list(
        &self,
        instance_id: impl Into<String>,
    ) -> ShowHtapProcessList {
        let instance_id: String = instance_id.into();
        ShowHtapProcessList {
            call: Call::new(&self.connection, &SHOW_HTAP_PROCESS_LIST)
                .set(1, &instance_id),
        }
    }
}

/// A call of `list_htap_instance_info`.
#[must_use = "a request does nothing until it is sent or awaited"]
#[derive(Debug, Clone)]
pub struct ListHtapInstanceInfo {
    call: Call,
}

impl ListHtapInstanceInfo {
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

static LIST_HTAP_INSTANCE_INFO: Operation = Operation {
    name: "taurusdb.list_htap_instance_info",
    method: Method::GET,
    path: &[
        Piece::Text("/v3/"),
        Piece::Argument(0),
        Piece::Text("/instances/"),
        Piece::Argument(1),
        Piece::Text("/htap"),
    ],
    parameters: &[
        Parameter::path("project_id").setting(0),
        Parameter::path("instance_id"),
        Parameter::header("X-Language").default("en-us"),
    ],
    headers: &[],
    service: 0,
    security: &[&[0], &[1]],
    content_type: "",
    accept: "application/json",
    success: &[(200, 200)],
};

request!(ListHtapInstanceInfo: json -> models::HtapInstanceList);

/// A call of `show_htap_process_list`.
#[must_use = "a request does nothing until it is sent or awaited"]
#[derive(Debug, Clone)]
pub struct ShowHtapProcessList {
    call: Call,
}

impl ShowHtapProcessList {
    /// The project that the instance belongs to, as 32 letters and digits. A project lies in one region.
    ///
    /// Matching `^[0-9A-Za-z]{32}$`.
    pub fn project_id(self, project_id: impl Into<String>) -> Self {
        let project_id: String = project_id.into();
        Self {
            call: self.call.set(0, &project_id),
        }
    }

    /// How many sessions to return at most.
    ///
    /// From 1 to 100, default `100`.
    pub fn limit(self, limit: i32) -> Self {
        Self {
            call: self.call.set(2, &limit),
        }
    }

    /// How many sessions to skip. The reply starts with the session after them.
    ///
    /// At least 0, default `0`.
    pub fn offset(self, offset: i32) -> Self {
        Self {
            call: self.call.set(3, &offset),
        }
    }

    /// The language of messages in the reply.
    ///
    /// Default `en-us`.
    /// The default is sent when this is not set.
    pub fn x_language(self, x_language: impl Into<models::Language>) -> Self {
        let x_language: models::Language = x_language.into();
        Self {
            call: self.call.set(4, &x_language),
        }
    }

    /// All items, asked for page by page.
    pub fn items(self) -> Items<models::HtapProcessList, models::HtapProcessInfo> {
        Items::new(self.call, &SHOW_HTAP_PROCESS_LIST_PAGES)
    }

    /// All pages, one call each.
    pub fn pages(self) -> Pages<models::HtapProcessList, models::HtapProcessInfo> {
        Pages::new(self.call, &SHOW_HTAP_PROCESS_LIST_PAGES)
    }
}

static SHOW_HTAP_PROCESS_LIST_PAGES: Plan<
    models::HtapProcessList,
    models::HtapProcessInfo,
> = Plan {
    limit: 2,
    default_limit: 100,
    offset: 3,
    read: response::json,
    count: |page| page.process_list.len(),
    items: |page| page.process_list,
};

static SHOW_HTAP_PROCESS_LIST: Operation = Operation {
    name: "taurusdb.show_htap_process_list",
    method: Method::GET,
    path: &[
        Piece::Text("/v3/"),
        Piece::Argument(0),
        Piece::Text("/instances/"),
        Piece::Argument(1),
        Piece::Text("/htap/process"),
    ],
    parameters: &[
        Parameter::path("project_id").setting(0),
        Parameter::path("instance_id"),
        Parameter::query("limit"),
        Parameter::query("offset"),
        Parameter::header("X-Language").default("en-us"),
    ],
    headers: &[],
    service: 0,
    security: &[&[0], &[1]],
    content_type: "",
    accept: "application/json",
    success: &[(200, 200)],
};

request!(ShowHtapProcessList: json -> models::HtapProcessList);
