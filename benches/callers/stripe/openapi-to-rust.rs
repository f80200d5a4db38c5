//! Three operations of Stripe.

use api::client::HttpClient;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = HttpClient::new().with_base_url("https://localhost");
    let none = None::<&str>;
    println!("{:?}", client.get_balance(none, None).await?);
    println!("{:?}", client.get_customers(none, none, none, none, Some(10), none, none, None).await?);
    println!("{:?}", client.get_charges_charge("one", none, None).await?);
    Ok(())
}
