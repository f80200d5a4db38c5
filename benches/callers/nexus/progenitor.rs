//! Three operations of Oxide's Nexus.

use api::Client;
use api::types::NameOrId;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new("https://localhost");
    println!("{:?}", client.ping().await?);
    println!("{:?}", client.project_list(Some(std::num::NonZeroU32::MIN), None, None).await?);
    println!("{:?}", client.project_view(&NameOrId::Name("one".parse()?)).await?);
    Ok(())
}
