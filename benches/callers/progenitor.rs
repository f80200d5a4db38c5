//! Three operations of Oxide's Nexus.

use api::Client;
use api::types::NameOrId;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new("https://localhost");
    println!("{:?}", client.ping().send().await?);
    println!("{:?}", client.project_list().limit(std::num::NonZeroU32::MIN).send().await?);
    println!("{:?}", client.project_view().project("one".parse::<NameOrId>()?).send().await?);
    Ok(())
}
