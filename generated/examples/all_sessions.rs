//! Lists every session of every HTAP instance of a TaurusDB instance, page after page.
//!
//! ```text
//! cargo run --example all_sessions -- TAURUSDB_INSTANCE_ID
//! ```

mod setup;

use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = setup::client()?;
    let taurusdb = client.taurusdb();

    let list = taurusdb.list_htap_instance_info(setup::instance_id()?).await?;
    for id in list.instances.into_iter().filter_map(|instance| instance.id) {
        println!("{id}");
        let mut sessions = taurusdb.show_htap_process_list(id).items();
        while let Some(session) = sessions.try_next().await? {
            let [state, statement] = [session.state, session.sql_statement].map(Option::unwrap_or_default);
            println!("  {state}  {:.0} s  {statement}", session.duration.unwrap_or_default());
        }
    }
    Ok(())
}
