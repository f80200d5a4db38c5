//! What a call through the generated client costs beside the same call by hand with reqwest and serde, and beside the official SDK for
//! Python: CPU time of the thread that calls. The server is a thread of its own that always answers the same.
//!
//! `cargo bench -p overhead --bench overhead`; for the SDK, `cargo bench -p overhead --bench overhead -- PYTHON`, where PYTHON has
//! `huaweicloudsdkgaussdb`. Reads the CPU time as Linux tells it. What is allocated is counted in `allocations.rs`, as counting takes time.

use std::fs;
use std::process::Command;

use huaweicloud_gaussdb::Credentials;
use overhead::calls::{self, TOKEN, call, call_by_hand, client};
use overhead::server::{self, HTAP, PROJECT};
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use tokio::runtime::Runtime;

const PAIRS: usize = 20;
const PARTS: usize = 20;
const CALLS: usize = 100;
/// Calls before those that are measured.
const WARM: usize = 10;

fn main() {
    let all = sched_getaffinity(None).unwrap();
    let mut one = CpuSet::new();
    one.set((0..CpuSet::MAX_CPU).find(|core| all.is_set(*core)).unwrap());
    println!(
        "| CPU a call, µs (median of {PAIRS} pairs of {PARTS} times {CALLS}) | by hand | client | client to by hand |\n|---|---|---|---|"
    );
    // On one core nothing waits for another to wake, and what was read lately is still at hand: that is a program that is busy. Over all
    // of them, most of the time goes into waking, after which all has to be fetched again.
    for (name, cores) in [("on one core", &one), ("over all cores", &all)] {
        sched_setaffinity(None, cores).unwrap();
        let [hand, client, ratio] = beside_by_hand();
        println!("| {name} | {hand:.1} | {client:.1} | {ratio:.3} |");
    }
    // Cargo says `--bench`, too.
    if let Some(python) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) {
        beside_python(&python);
    }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// Medians: what a call takes by hand, what it takes through the client, and of the two to one another.
fn beside_by_hand() -> [f64; 3] {
    let (url, runtime) = (server::start(), runtime());
    let (mut ratios, mut hands, mut clients) = (Vec::new(), Vec::new(), Vec::new());
    for pair in 0..PAIRS {
        let (mut by_hand, mut by_client) = (0.0, 0.0);
        for part in 0..PARTS {
            // Connections of their own for each part: on which core the server answers one of them is luck.
            let (hand, client) = (calls::by_hand(), client(&url, Credentials::auth_token(TOKEN)));
            let one = || runtime.block_on(call_by_hand(&hand, &url));
            let other = || runtime.block_on(call(&client));
            for _ in 0..WARM {
                assert_eq!(one(), server::SESSIONS);
                assert_eq!(other(), server::SESSIONS);
            }
            // In turn and in small parts, so that what else the machine does meets both; each goes first as often as the other.
            if (pair + part) % 2 == 0 {
                by_hand += cpu(&one);
                by_client += cpu(&other);
            } else {
                by_client += cpu(&other);
                by_hand += cpu(&one);
            }
        }
        let (by_hand, by_client) = (by_hand / PARTS as f64, by_client / PARTS as f64);
        ratios.push(by_client / by_hand);
        hands.push(by_hand);
        clients.push(by_client);
    }
    [hands, clients, ratios].map(median)
}

/// Signed calls, as the SDK makes them.
fn beside_python(python: &str) {
    let (url, runtime) = (server::start(), runtime());
    let client = client(&url, Credentials::ak_sk("AK", "SK"));
    let ours = median((0..5 * PARTS).map(|_| cpu(&|| runtime.block_on(call(&client)))).collect());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/sdk.py");
    let output = Command::new(python).args([script, &url, PROJECT, HTAP, &(PARTS * CALLS).to_string()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let theirs: f64 = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
    println!("\n| | client | official SDK for Python | client to it |\n|---|---|---|---|");
    println!("| CPU a signed call, µs | {ours:.1} | {theirs:.1} | {:.3} |", ours / theirs);
}

/// The microseconds of CPU that a call takes.
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
