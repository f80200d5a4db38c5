//! Three operations of Oxide's Nexus.

use api::client::HttpClient;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = HttpClient::new().with_base_url("https://localhost");
    println!("{:?}", client.ping().await?);
    println!("{:?}", client.project_list(Some(10), None::<&str>, None::<&str>).await?);
    println!("{:?}", client.project_view("one").await?);
    Ok(())
}
