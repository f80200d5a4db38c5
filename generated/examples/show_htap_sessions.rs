//! Shows one page of the sessions of an HTAP instance: the ten that come first.
//!
//! ```text
//! cargo run --example show_htap_sessions -- HTAP_INSTANCE_ID
//! ```

mod setup;

use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = setup::client()?;
    let response = client.taurusdb().show_htap_process_list(setup::instance_id()?).limit(10).offset(0).send_raw().await?;

    println!("request {:?}", response.request_id());
    for session in response.into_inner().process_list {
        let [user, host, statement] = [session.user, session.host, session.sql_statement].map(Option::unwrap_or_default);
        println!("{user}@{host}  {:.0} s  {statement}", session.duration.unwrap_or_default());
    }
    Ok(())
}
