//! The signer against what others computed: the published example, constants of the official SDKs' tests, and requests that one of them sent.

use std::time::{Duration, UNIX_EPOCH};

use huaweicloud_gaussdb::sign::{ALGORITHM, UNSIGNED_PAYLOAD, Unsigned, authorization, date, payload_hash};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    name: String,
    access_key: String,
    secret_key: String,
    method: String,
    target: String,
    /// Those that are signed, and some whose names keep them from it.
    headers: Vec<(String, String)>,
    body: String,
    authorization: String,
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("../fixtures/signing.json")).unwrap()
}

fn signed(vector: &Vector, headers: &[(&str, &str)]) -> String {
    let (path, query) = vector.target.split_once('?').unwrap_or((&vector.target, ""));
    let unsigned = headers.iter().any(|(_, value)| *value == UNSIGNED_PAYLOAD);
    let payload = if unsigned { UNSIGNED_PAYLOAD.to_owned() } else { payload_hash(vector.body.as_bytes()) };
    let request = Unsigned { method: &vector.method, path, query, headers, payload: &payload };
    authorization(&request, &vector.access_key, &vector.secret_key)
}

#[test]
fn every_vector_is_reproduced() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 1 + 4 + 28 + 9);
    for vector in vectors {
        let mut headers: Vec<(&str, &str)> = vector.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(signed(&vector, &headers), vector.authorization, "{}", vector.name);
        headers.reverse();
        assert_eq!(signed(&vector, &headers), vector.authorization, "{}, with its headers in another order", vector.name);
    }
}

#[test]
fn whatever_is_signed_changes_the_signature() {
    let vectors = vectors();
    let vector = vectors.iter().find(|vector| vector.name == "published example").unwrap();
    let headers: Vec<(&str, &str)> = vector.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let payload = payload_hash(b"");
    let (path, query) = vector.target.split_once('?').unwrap();
    let request = Unsigned { method: "GET", path, query, headers: &headers, payload: &payload };
    let (access_key, secret_key) = (vector.access_key.as_str(), vector.secret_key.as_str());
    assert_eq!(authorization(&request, access_key, secret_key), vector.authorization);
    let later = [headers[0], headers[1], ("X-Sdk-Date", "20191115T033656Z")];
    let changed = [
        authorization(&Unsigned { method: "POST", ..request }, access_key, secret_key),
        authorization(&Unsigned { path: "/v1", ..request }, access_key, secret_key),
        authorization(&Unsigned { query: "limit=3", ..request }, access_key, secret_key),
        authorization(&Unsigned { headers: &headers[1..], ..request }, access_key, secret_key),
        authorization(&Unsigned { headers: &later, ..request }, access_key, secret_key),
        authorization(&Unsigned { payload: UNSIGNED_PAYLOAD, ..request }, access_key, secret_key),
        authorization(&request, access_key, "another"),
    ];
    let signature = |text: &str| text.rsplit_once("Signature=").unwrap().1.to_owned();
    let mut signatures: Vec<String> = changed.iter().chain([&vector.authorization]).map(|text| signature(text)).collect();
    signatures.sort();
    signatures.dedup();
    assert_eq!(signatures.len(), 8);
}

#[test]
fn the_hash_is_that_of_fips_180() {
    assert_eq!(ALGORITHM, "SDK-HMAC-SHA256");
    assert_eq!(payload_hash(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(payload_hash(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/// Seconds since 1970, and the date as GNU date has it.
const DATES: [(u64, &str); 17] = [
    (0, "19700101T000000Z"),
    (1, "19700101T000001Z"),
    (86_399, "19700101T235959Z"),
    (86_400, "19700102T000000Z"),
    (5_097_599, "19700228T235959Z"),
    (5_097_600, "19700301T000000Z"),
    (68_169_600, "19720229T000000Z"),
    (951_782_400, "20000229T000000Z"),
    (951_868_799, "20000229T235959Z"),
    (951_868_800, "20000301T000000Z"),
    (978_307_199, "20001231T235959Z"),
    (1_573_789_015, "20191115T033655Z"),
    (1_709_164_800, "20240229T000000Z"),
    (1_795_262_400, "20261121T120000Z"),
    (4_107_542_399, "21000228T235959Z"),
    (4_107_542_400, "21000301T000000Z"),
    (253_402_300_799, "99991231T235959Z"),
];

#[test]
fn dates_are_right_in_leap_years_and_others() {
    for (seconds, expected) in DATES {
        assert_eq!(date(UNIX_EPOCH + Duration::from_secs(seconds)), expected);
        assert_eq!(date(UNIX_EPOCH + Duration::new(seconds, 999_999_999)), expected);
    }
    // A clock that is so wrong is not worth a panic.
    assert_eq!(date(UNIX_EPOCH - Duration::from_secs(1)), "19700101T000000Z");
}
