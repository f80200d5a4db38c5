//! Three operations of Stripe.

use api::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().build()?;
    println!("{:?}", client.get_balance().await?);
    println!("{:?}", client.get_customers().limit(10).await?);
    println!("{:?}", client.get_charges_charge("one").await?);
    Ok(())
}
