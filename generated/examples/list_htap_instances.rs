//! Lists the HTAP instances of a TaurusDB instance.
//!
//! ```text
//! cargo run --example list_htap_instances -- TAURUSDB_INSTANCE_ID
//! ```

mod setup;

use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = setup::client()?;
    let list = client.taurusdb().list_htap_instance_info(setup::instance_id()?).await?;

    for instance in &list.instances {
        let [id, name, engine, version] =
            [&instance.id, &instance.name, &instance.engine_name, &instance.engine_version].map(|text| text.as_deref().unwrap_or("?"));
        println!("{id}  {name}  {engine} {version}, {} nodes", instance.node_num.unwrap_or_default());
    }
    println!("{} of {} possible", list.instances.len(), list.max_htap_instance_num_of_taurus.unwrap_or_default());
    Ok(())
}
