//! What requests and answers carry.

mod available_zone;
mod error_response;
mod htap_data_node;
mod htap_instance;
mod htap_instance_list;
mod htap_instance_state;
mod htap_network;
mod htap_process_info;
mod htap_process_list;
mod language;
mod pay_model;
mod query_action;
mod query_action_status;
mod readable_node_info;
mod session_overview;

pub use available_zone::AvailableZone;
pub use error_response::ErrorResponse;
pub use htap_data_node::HtapDataNode;
pub use htap_instance::{HtapDataIps, HtapInstance};
pub use htap_instance_list::HtapInstanceList;
pub use htap_instance_state::{HtapInstanceState, HtapInstanceStateInstanceStatus};
pub use htap_network::HtapNetwork;
pub use htap_process_info::HtapProcessInfo;
pub use htap_process_list::HtapProcessList;
pub use language::Language;
pub use pay_model::PayModel;
pub use query_action::QueryAction;
pub use query_action_status::QueryActionStatus;
pub use readable_node_info::ReadableNodeInfo;
pub use session_overview::SessionOverview;

use super::runtime::codec;
