//! The tables of the pages, row by row: names and types as the pages spell them.

/// A table of response fields: the schema that it became, and its rows of field and type.
pub struct Fields {
    pub schema: &'static str,
    pub rows: &'static [(&'static str, &'static str)],
}

/// What the pages call an object, and the schema that it became.
pub const OBJECTS: &[(&str, &str)] = &[
    ("instances", "HtapInstance"),
    ("instance_state", "HtapInstanceState"),
    ("ReadableNodeInfos", "ReadableNodeInfo"),
    ("available_zones", "AvailableZone"),
    ("QueryAction", "QueryAction"),
    ("network", "HtapNetwork"),
    ("HtapProcessInfo", "HtapProcessInfo"),
];

pub const FIELDS: &[Fields] = &[
    Fields {
        schema: "HtapInstanceList",
        rows: &[("total", "Integer"), ("instances", "Array of instances objects"), ("max_htap_instance_num_of_taurus", "Integer")],
    },
    Fields {
        schema: "HtapInstance",
        rows: &[
            ("id", "String"),
            ("name", "String"),
            ("engine_name", "String"),
            ("engine_version", "String"),
            ("project_id", "String"),
            ("instance_state", "instance_state object"),
            ("create_at", "Long"),
            ("is_frozen", "Boolean"),
            ("ha_mode", "String"),
            ("pay_model", "String"),
            ("order_id", "String"),
            ("alter_order_id", "String"),
            ("data_vip", "String"),
            ("readable_node_infos", "Array of ReadableNodeInfos objects"),
            ("proxy_ips", "Array of strings"),
            ("data_vip_v6", "String"),
            ("port", "Integer"),
            ("available_zones", "Array of available_zones objects"),
            ("current_actions", "Array of QueryAction objects"),
            ("volume_type", "String"),
            ("server_type", "String"),
            ("enterprise_project_id", "String"),
            ("dedicated_resource_id", "String"),
            ("network", "network object"),
            ("ch_master_node_id", "String"),
            ("node_num", "Integer"),
        ],
    },
    Fields {
        schema: "HtapInstanceState",
        rows: &[
            ("instance_status", "String"),
            ("create_fail_error_code", "String"),
            ("fail_message", "String"),
            ("wait_restart_for_params", "Boolean"),
        ],
    },
    Fields { schema: "ReadableNodeInfo", rows: &[("data_ip", "String"), ("node_id", "String"), ("node_name", "String")] },
    Fields { schema: "AvailableZone", rows: &[("code", "String"), ("description", "String"), ("az_type", "String")] },
    Fields {
        schema: "QueryAction",
        rows: &[
            ("id", "String"),
            ("action", "String"),
            ("object_id", "String"),
            ("type", "String"),
            ("job_id", "String"),
            ("status", "String"),
            ("created_at", "Long"),
            ("updated_at", "Long"),
        ],
    },
    Fields { schema: "HtapNetwork", rows: &[("vpc_id", "String"), ("sub_net_id", "String"), ("security_group_id", "String")] },
    Fields { schema: "HtapProcessList", rows: &[("process_list", "Array of HtapProcessInfo objects")] },
    Fields {
        schema: "HtapProcessInfo",
        rows: &[
            ("id", "String"),
            ("user", "String"),
            ("host", "String"),
            ("state", "String"),
            ("database", "String"),
            ("sql_statement", "String"),
            ("duration", "String"),
            ("command", "String"),
        ],
    },
    Fields {
        schema: "SessionOverview",
        rows: &[("active_num", "String"), ("total_num", "String"), ("slow_sql_num", "String"), ("lock_num", "String")],
    },
    Fields { schema: "ErrorResponse", rows: &[("error_code", "String"), ("error_msg", "String")] },
];

/// A page: its heading, its request line and its tables of parameters.
pub struct Page {
    pub operation: &'static str,
    pub tag: &'static str,
    pub path: &'static str,
    pub title: &'static str,
    pub updated: Option<&'static str>,
    pub parameters: &'static [Parameter],
    /// Each status with a table, and the schema that the table became.
    pub replies: &'static [(&'static str, &'static str)],
}

/// A row of a table of parameters.
pub struct Parameter {
    pub place: &'static str,
    pub name: &'static str,
    pub mandatory: bool,
    pub kind: &'static str,
    /// What "Range", "Constraints" and "Default Value" say, as JSON Schema.
    pub range: &'static str,
}

const fn row(place: &'static str, name: &'static str, mandatory: bool, range: &'static str) -> Parameter {
    Parameter { place, name, mandatory, kind: "String", range }
}

const ALPHANUMERIC_32: &str = r#"{"pattern": "^[0-9A-Za-z]{32}$"}"#;
const LANGUAGES: &str = r#"{"enum": ["en-us", "zh-cn"], "default": "en-us"}"#;

pub const PAGES: &[Page] = &[
    Page {
        operation: "ListHtapInstanceInfo",
        tag: "taurusdb",
        path: "/v3/{project_id}/instances/{instance_id}/htap",
        title: "Querying HTAP Instances",
        updated: None,
        parameters: &[
            // This page states no range; the other two do.
            row("path", "project_id", true, ALPHANUMERIC_32),
            row("path", "instance_id", true, "{}"),
            row("header", "X-Auth-Token", true, "{}"),
            row("header", "Content-Type", true, r#"{"enum": ["application/json"]}"#),
            row("header", "X-Language", false, LANGUAGES),
        ],
        replies: &[("200", "HtapInstanceList"), ("400", "ErrorResponse"), ("500", "ErrorResponse")],
    },
    Page {
        operation: "ShowHtapProcessList",
        tag: "taurusdb",
        path: "/v3/{project_id}/instances/{instance_id}/htap/process",
        title: "Querying the Current Sessions of an HTAP Instance",
        updated: Some("2026-06-12"),
        parameters: &[
            row("path", "project_id", true, ALPHANUMERIC_32),
            row("path", "instance_id", true, r#"{"pattern": "^[0-9A-Za-z]{32}in17$"}"#),
            row("query", "limit", false, r#"{"minimum": 1, "maximum": 100, "default": 100}"#),
            row("query", "offset", false, r#"{"minimum": 0, "default": 0}"#),
            row("header", "X-Auth-Token", true, "{}"),
            row("header", "X-Language", false, LANGUAGES),
        ],
        replies: &[("200", "HtapProcessList"), ("400", "ErrorResponse"), ("500", "ErrorResponse")],
    },
    Page {
        operation: "ShowSessionOverview",
        tag: "gaussdb",
        path: "/v3/{project_id}/instances/{instance_id}/session-overview",
        title: "Querying Real-Time Session Overview",
        updated: Some("2025-10-20"),
        parameters: &[
            row("path", "project_id", true, ALPHANUMERIC_32),
            row("path", "instance_id", true, r#"{"pattern": "^[0-9A-Za-z]{36}$"}"#),
            row("header", "X-Auth-Token", true, "{}"),
            row("header", "X-Language", false, LANGUAGES),
        ],
        // The page names no status at all: 200, and one shape for every error, were added.
        replies: &[("200", "SessionOverview"), ("default", "ErrorResponse")],
    },
];
