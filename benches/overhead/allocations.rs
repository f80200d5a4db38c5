//! What a call through the generated client allocates beside the same call by hand with reqwest and serde.
//!
//! `cargo bench -p overhead --bench allocations`

use huaweicloud_gaussdb::Credentials;
use overhead::calls::{TOKEN, by_hand, call, call_by_hand, client};
use overhead::server;

fn main() {
    let url = server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (hand, client) = (by_hand(), client(&url, Credentials::auth_token(TOKEN)));
    let calls: [&dyn Fn() -> usize; 2] = [&|| runtime.block_on(call_by_hand(&hand, &url)), &|| runtime.block_on(call(&client))];
    let [by_hand, by_client] = calls.map(|call| {
        // The first makes the connection.
        assert_eq!(call(), server::SESSIONS);
        allocation_counter::measure(|| _ = call())
    });
    println!("| a call allocates | by hand | client |\n|---|---|---|");
    println!("| times | {} | {} |", by_hand.count_total, by_client.count_total);
    println!("| bytes | {} | {} |", by_hand.bytes_total, by_client.bytes_total);
}
