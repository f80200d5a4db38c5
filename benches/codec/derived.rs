//! The same structs as somebody would write them by hand, with serde's derive. What is absent is left out, as the generated ones do it.

use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub struct HtapProcessList {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub process_list: Vec<HtapProcessInfo>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct HtapProcessInfo {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sql_statement: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct HtapInstanceList {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<i32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instances: Vec<HtapInstance>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_htap_instance_num_of_taurus: Option<i32>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct HtapInstance {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engine_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engine_version: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_state: Option<HtapInstanceState>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_frozen: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ha_mode: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_model: Option<PayModel>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alter_order_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_vip: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_ips: Option<HtapDataIps>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readable_node_infos: Vec<ReadableNodeInfo>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proxy_ips: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_vip_v6: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<i32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub available_zones: Vec<AvailableZone>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub current_actions: Vec<QueryAction>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_type: Option<String>,
    #[serde(alias = "enter_prise_project_id")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise_project_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dedicated_resource_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<HtapNetwork>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ch_master_node_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node_num: Option<i32>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct HtapInstanceState {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_status: Option<HtapInstanceStateInstanceStatus>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_fail_error_code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fail_message: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_restart_for_params: Option<bool>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct ReadableNodeInfo {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_ip: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node_name: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct AvailableZone {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub az_type: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct QueryAction {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_id: Option<String>,
    #[serde(rename = "type")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<QueryActionStatus>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<i64>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct HtapNetwork {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_net_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security_group_id: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct HtapDataNode {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node_ip: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node_name: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HtapInstanceStateInstanceStatus {
    Creating,
    Normal,
    Abnormal,
    Createfail,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Debug, Serialize, Deserialize)]
pub enum PayModel {
    #[serde(rename = "0")]
    PayPerUse,
    #[serde(rename = "1")]
    YearlyMonthly,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum QueryActionStatus {
    OkToRun,
    Deleted,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum HtapDataIps {
    HtapDataNode(HtapDataNode),
    Addresses(Vec<String>),
}
