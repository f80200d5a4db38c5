use super::codec::{self, readings, record, union};
use super::{AvailableZone, HtapDataNode, HtapInstanceState, HtapNetwork, PayModel, QueryAction, ReadableNodeInfo};

/// An HTAP instance, which answers the analytical queries of a TaurusDB instance.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct HtapInstance {
    /// The id of the HTAP instance, such as `bfc970d8e9b34a399b4c422aabe11409in17`.
    pub id: Option<String>,
    /// The name of the HTAP instance.
    pub name: Option<String>,
    /// The database engine, such as `star-rocks`.
    pub engine_name: Option<String>,
    /// The version of the database engine, such as `3.1.6`.
    pub engine_version: Option<String>,
    /// The project that the HTAP instance belongs to.
    pub project_id: Option<String>,
    /// The state of an HTAP instance, and why its creation failed if it did.
    pub instance_state: Option<HtapInstanceState>,
    /// The creation time of the HTAP instance, in milliseconds since 1970-01-01 UTC.
    pub create_at: Option<i64>,
    /// True while the HTAP instance is frozen.
    pub is_frozen: Option<bool>,
    /// How the HTAP instance is deployed, such as `Single` or `Cluster`.
    pub ha_mode: Option<String>,
    /// How an HTAP instance is billed. At present only pay-per-use, `0`, is offered.
    pub pay_model: Option<PayModel>,
    /// The order of a yearly or monthly subscription; null without one.
    pub order_id: Option<String>,
    /// The alternative order of a yearly or monthly subscription; empty without one.
    pub alter_order_id: Option<String>,
    /// The private IPv4 address to connect to.
    pub data_vip: Option<String>,
    /// The addresses of the data nodes: one node, or a list of addresses. Read `readable_node_infos` instead.
    #[deprecated]
    pub data_ips: Option<HtapDataIps>,
    /// The nodes that can be read from.
    pub readable_node_infos: Vec<ReadableNodeInfo>,
    /// The addresses of the database proxies.
    pub proxy_ips: Vec<String>,
    /// The private IPv6 address to connect to; null without one.
    pub data_vip_v6: Option<String>,
    /// The port that the database listens on.
    pub port: Option<i32>,
    /// The availability zones that the HTAP instance lies in.
    pub available_zones: Vec<AvailableZone>,
    /// The actions that concern the HTAP instance or one of its nodes.
    pub current_actions: Vec<QueryAction>,
    /// The type of the storage, such as `SSD`.
    pub volume_type: Option<String>,
    /// The type of the servers, such as `KVM`.
    pub server_type: Option<String>,
    /// The enterprise project that the HTAP instance belongs to. Always there when the account uses enterprise projects.
    pub enterprise_project_id: Option<String>,
    /// The pool of dedicated resources. Empty or absent unless one is in use.
    pub dedicated_resource_id: Option<String>,
    /// The network that an HTAP instance is attached to.
    pub network: Option<HtapNetwork>,
    /// The primary node, if the engine is ClickHouse; null otherwise.
    pub ch_master_node_id: Option<String>,
    /// How many nodes the HTAP instance has.
    pub node_num: Option<i32>,
}

record! {
    HtapInstance {
        id: optional(impl Into<String>) = "id",
        name: optional(impl Into<String>) = "name",
        engine_name: optional(impl Into<String>) = "engine_name",
        engine_version: optional(impl Into<String>) = "engine_version",
        project_id: optional(impl Into<String>) = "project_id",
        instance_state: optional(impl Into<HtapInstanceState>) = "instance_state",
        create_at: optional(i64) = "create_at",
        is_frozen: optional(bool) = "is_frozen",
        ha_mode: optional(impl Into<String>) = "ha_mode",
        pay_model: optional(impl Into<PayModel>) = "pay_model" as tolerant,
        order_id: optional(impl Into<String>) = "order_id",
        alter_order_id: optional(impl Into<String>) = "alter_order_id",
        data_vip: optional(impl Into<String>) = "data_vip",
        data_ips: optional(impl Into<HtapDataIps>) = "data_ips",
        readable_node_infos: list(impl IntoIterator<Item = impl Into<ReadableNodeInfo>>) = "readable_node_infos",
        proxy_ips: list(impl IntoIterator<Item = impl Into<String>>) = "proxy_ips",
        data_vip_v6: optional(impl Into<String>) = "data_vip_v6",
        port: optional(i32) = "port",
        available_zones: list(impl IntoIterator<Item = impl Into<AvailableZone>>) = "available_zones",
        current_actions: list(impl IntoIterator<Item = impl Into<QueryAction>>) = "current_actions",
        volume_type: optional(impl Into<String>) = "volume_type",
        server_type: optional(impl Into<String>) = "server_type",
        enterprise_project_id: optional(impl Into<String>) = "enterprise_project_id" | "enter_prise_project_id",
        dedicated_resource_id: optional(impl Into<String>) = "dedicated_resource_id",
        network: optional(impl Into<HtapNetwork>) = "network",
        ch_master_node_id: optional(impl Into<String>) = "ch_master_node_id",
        node_num: optional(i32) = "node_num",
    }
}

readings! {
    HtapInstance {
        create_at_time: milliseconds(create_at, optional),
    }
}

union! {
    /// The addresses of the data nodes: one node, or a list of addresses. Read `readable_node_infos` instead.
    pub enum HtapDataIps by type {
        /// A data node, in the older form that `data_ips` may have.
        object => HtapDataNode(HtapDataNode),
        /// Addresses
        array => Addresses(Vec<String>),
    }
}
