//! Settings of a client that a service is asked for.

use std::sync::Arc;

use serde_json::Value;

use super::call::Call;
use super::codec::from_json;
use super::connection::Connection;
use super::member::{at, text};
use super::operation::{Api, Operation};
use super::response::bytes;
use super::{Error, ErrorKind};

/// How the value of a setting is found.
pub(crate) struct Lookup {
    /// The setting.
    pub setting: &'static str,
    /// The service that knows it, and how it is asked.
    pub api: Api,
    pub operation: Operation,
    /// The query; `{region}` stands for the region.
    pub query: &'static [(&'static str, &'static str)],
    /// Where the list stands in the answer.
    pub items: &'static [&'static str],
    /// The property of an item that has the value.
    pub value: &'static str,
}

/// Asks the service. None or several is an error: the user has to say which.
pub(crate) async fn look_up(connection: Arc<Connection>, lookup: &'static Lookup, region: &str) -> Result<String, Error> {
    let call = Call::new(&connection, &lookup.operation);
    let call = lookup.query.iter().fold(call, |call, (name, value)| call.query(name, &value.replace("{region}", region)));
    let answer = call.send(bytes).await?;
    let odd = |what: &str| Error::new(ErrorKind::Decode, what).during(lookup.operation.name, 1);
    let answer: Value = from_json(&answer).map_err(|_| odd("the answer is not JSON"))?;
    let items = at(&answer, lookup.items).and_then(Value::as_array).ok_or_else(|| odd("the answer has no list"))?;
    let [item] = items.as_slice() else {
        let what = format!("{}: {} are known in this region; set the one that is meant", lookup.setting, items.len());
        return Err(Error::new(ErrorKind::Config, what).during(lookup.operation.name, 1));
    };
    at(item, &[lookup.value]).and_then(text).ok_or_else(|| odd("the only item of the list has no value"))
}
