//! What requests and answers carry.

mod htap_instance_list;
mod htap_instance;
mod pay_model;
mod htap_instance_state;
mod readable_node_info;
mod htap_data_node;
mod available_zone;
mod query_action;
mod query_action_status;
mod htap_network;
mod htap_process_list;
mod htap_process_info;
mod session_overview;
mod language;
mod error_response;

pub use htap_instance_list::HtapInstanceList;
pub use htap_instance::{HtapInstance, HtapDataIps};
pub use pay_model::PayModel;
pub use htap_instance_state::{HtapInstanceState, HtapInstanceStateInstanceStatus};
pub use readable_node_info::ReadableNodeInfo;
pub use htap_data_node::HtapDataNode;
pub use available_zone::AvailableZone;
pub use query_action::QueryAction;
pub use query_action_status::QueryActionStatus;
pub use htap_network::HtapNetwork;
pub use htap_process_list::HtapProcessList;
pub use htap_process_info::HtapProcessInfo;
pub use session_overview::SessionOverview;
pub use language::Language;
pub use error_response::ErrorResponse;

use super::runtime::codec;
