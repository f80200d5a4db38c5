//! Shows how many sessions of a GaussDB instance are doing what.
//!
//! ```text
//! cargo run --example show_session_overview -- GAUSSDB_INSTANCE_ID
//! ```

mod setup;

use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = setup::client()?;
    let overview = client.gaussdb().show_session_overview(setup::instance_id()?).await?;

    let counts = [
        ("in all", overview.total_num),
        ("active", overview.active_num),
        ("executing slow SQL", overview.slow_sql_num),
        ("waiting for a lock", overview.lock_num),
    ];
    for (what, count) in counts {
        println!("{:>5} {what}", count.as_deref().unwrap_or("?"));
    }
    Ok(())
}
