//! What the models make of JSON, and what they write.

mod examples;
mod serde;
mod values;

use std::fmt::Debug;

use huaweicloud_gaussdb::codec::{Decode, from_json};
use huaweicloud_gaussdb::models::{HtapInstance, HtapInstanceList, HtapProcessInfo, HtapProcessList};

#[track_caller]
fn read<T: Decode>(text: &str) -> T {
    from_json(text.as_bytes()).unwrap_or_else(|failure| panic!("{failure}: {text}"))
}

/// Where the value stands that cannot be read, and why.
#[track_caller]
fn failure<T: Decode + Debug>(text: &str) -> (String, String) {
    let failure = from_json::<T>(text.as_bytes()).unwrap_err();
    (failure.json_path(), failure.to_string())
}

/// An instance with these members.
#[track_caller]
fn instance(members: &str) -> HtapInstance {
    let list: HtapInstanceList = read(&format!(r#"{{"instances": [{{{members}}}]}}"#));
    list.instances[0].clone()
}

/// A session with these members.
#[track_caller]
fn session(members: &str) -> HtapProcessInfo {
    let list: HtapProcessList = read(&format!(r#"{{"process_list": [{{{members}}}]}}"#));
    list.process_list[0].clone()
}

/// What is written.
fn written(model: &impl ::serde::Serialize) -> String {
    serde_json::to_string(model).unwrap()
}
