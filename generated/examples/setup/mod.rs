//! What the examples share: a client made from the environment, and the instance id from the command line.

use std::env;
use std::error::Error;

use huaweicloud_gaussdb::{Client, Credentials, Region, Service};

/// A client of the region `REGION` (Hong Kong unless set), with the token `AUTH_TOKEN` or else the key pair of the official variables.
/// With `ENDPOINT`, both services are asked there instead of at the region's own hosts. The project id is `HUAWEICLOUD_SDK_PROJECT_ID`.
pub fn client() -> Result<Client, Box<dyn Error>> {
    let region = env::var("REGION").map_or(Region::AP_SOUTHEAST_1, |id| Region::from_id(&id));
    let credentials = match env::var("AUTH_TOKEN") {
        Ok(token) => Credentials::auth_token(token),
        Err(_) => Credentials::from_env()?,
    };
    let mut builder = Client::builder().region(region).credentials(credentials);
    if let Ok(endpoint) = env::var("ENDPOINT") {
        let plain = endpoint.starts_with("http://");
        builder = builder.endpoint(Service::Taurusdb, &endpoint).endpoint(Service::Gaussdb, &endpoint).allow_http(plain);
    }
    Ok(builder.build()?)
}

/// The first argument, which each example takes as the id of an instance.
pub fn instance_id() -> Result<String, Box<dyn Error>> {
    env::args().nth(1).ok_or_else(|| "give the id of an instance as the first argument".into())
}
