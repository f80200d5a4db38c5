//! What the models make of JSON, and what they write.

mod examples;
mod serde;
mod values;

use std::fmt::Debug;

use ::serde::de::DeserializeOwned;
use huaweicloud_gaussdb::models::{HtapInstance, HtapInstanceList, HtapProcessInfo, HtapProcessList};

#[track_caller]
fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|failure| panic!("{failure}: {text}"))
}

/// Where the value stands that cannot be read, and why.
#[track_caller]
fn failure<T: DeserializeOwned + Debug>(text: &str) -> (String, String) {
    let failure = serde_json::from_str::<T>(text).unwrap_err().to_string();
    let (_, path) = failure.rsplit_once(" at ").unwrap();
    (path.to_owned(), failure)
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
