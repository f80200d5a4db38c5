//! Three operations of Oxide's Nexus.

use api::Client;
use api::models::NameOrId;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().endpoint("https://localhost").build()?;
    println!("{:?}", client.system_status().ping().await?);
    println!("{:?}", client.projects().project_list().limit(10).await?);
    println!("{:?}", client.projects().project_view(NameOrId::Name("one".to_owned())).await?);
    Ok(())
}
