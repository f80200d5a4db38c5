//! What a call through the generated client costs beside the same call by hand with reqwest and serde, and beside the official SDK for
//! Python: CPU time of the thread that calls. The server is a thread of its own that always answers the same.
//!
//! `cargo bench --bench overhead`; for the SDK, `cargo bench --bench overhead -- PYTHON`, where PYTHON has `huaweicloudsdkgaussdb`.
//! Reads the CPU time as Linux tells it. What is allocated is counted in `allocations.rs`, as counting takes time.

#![allow(missing_docs, clippy::unwrap_used)]

mod calls;
mod server;

use std::fs;
use std::process::Command;

use calls::{TOKEN, by_hand, call, call_by_hand, client};
use huaweicloud_gaussdb::Credentials;
use server::{HTAP, PROJECT};
use tokio::runtime::Runtime;

const PAIRS: usize = 20;
const CALLS: usize = 2000;

fn main() {
    let url = server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (mut ratios, mut hands, mut clients) = (Vec::new(), Vec::new(), Vec::new());
    for pair in 0..PAIRS {
        // Connections of their own for each pair: on which core the server answers one of them is luck.
        let (hand, client) = (by_hand(), client(&url, Credentials::auth_token(TOKEN)));
        let one = || runtime.block_on(call_by_hand(&hand, &url));
        let other = || runtime.block_on(call(&client));
        assert_eq!(one(), server::SESSIONS);
        assert_eq!(other(), server::SESSIONS);
        // Each goes first as often as the other.
        let (by_hand, by_client) = if pair % 2 == 0 {
            let by_hand = cpu(&one);
            (by_hand, cpu(&other))
        } else {
            let by_client = cpu(&other);
            (cpu(&one), by_client)
        };
        ratios.push(by_client / by_hand);
        hands.push(by_hand);
        clients.push(by_client);
    }
    println!("| | by hand | client | client to by hand |\n|---|---|---|---|");
    let (hands, clients, ratio) = (median(hands), median(clients), median(ratios));
    println!("| CPU a call, µs (median of {PAIRS} pairs of {CALLS}) | {hands:.1} | {clients:.1} | {ratio:.3} |");
    // Cargo says `--bench`, too.
    if let Some(python) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) {
        beside_python(&python, &url, &runtime);
    }
}

/// Signed calls, as the SDK makes them.
fn beside_python(python: &str, url: &str, runtime: &Runtime) {
    let client = client(url, Credentials::ak_sk("AK", "SK"));
    let ours = median((0..5).map(|_| cpu(&|| runtime.block_on(call(&client)))).collect());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/overhead/sdk.py");
    let output = Command::new(python).args([script, url, PROJECT, HTAP, &CALLS.to_string()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs: f64 = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
    println!("\n| | client | official SDK for Python | client to it |\n|---|---|---|---|");
    println!("| CPU a signed call, µs | {ours:.1} | {theirs:.1} | {:.3} |", ours / theirs);
}

/// The microseconds of CPU that a call takes.
#[allow(clippy::cast_precision_loss)] // Some seconds.
fn cpu(call: &dyn Fn() -> usize) -> f64 {
    let before = used();
    for _ in 0..CALLS {
        call();
    }
    (used() - before) as f64 / 1000.0 / CALLS as f64
}

/// The nanoseconds that this thread has run for.
fn used() -> u64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse().unwrap()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
