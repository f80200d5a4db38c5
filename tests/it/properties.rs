//! Any bytes → a report or a crate, never a panic.

use std::fs;
use std::time::{Duration, Instant};

use specwright::{Input, generate_from};

use crate::fixture;

/// How many documents are tried, if there is time: a machine that is slow tries fewer.
const MOST: usize = 3_000;
const TIME: Duration = Duration::from_secs(8);

/// Marsaglia's xorshift: the same numbers in every run.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).unwrap()
    }
}

/// Pieces that mean something in YAML, JSON or OpenAPI.
const PIECES: &[&str] = &[
    "", "\n", "  ", "\t", ":", ": ", "- ", "{", "}", "[", "]", ",", "'", "\"", "#", "&a ", "*a", "<<: ", "!", "|", ">", "%", "null",
    "true", "-1", "1e400", "~", "$ref: ", "'#/components/schemas/A'", "'#'", "type: ", "object", "array", "oneOf: ", "allOf: ",
    "required: ", "in: ", "path", "\0", "\u{feff}", "\u{2028}", "é", "---\n", "x-",
];

/// A document with a few bytes removed, repeated or replaced.
fn mutate(numbers: &mut Numbers, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=numbers.below(4) {
        let start = numbers.below(bytes.len() + 1);
        let end = (start + numbers.below(30)).min(bytes.len());
        let piece = match numbers.below(4) {
            0 => PIECES[numbers.below(PIECES.len())].as_bytes().to_vec(),
            1 => vec![u8::try_from(numbers.below(256)).unwrap()],
            2 => bytes[start..end].repeat(2),
            _ => {
                let from = numbers.below(bytes.len() + 1);
                bytes[from..(from + 40).min(bytes.len())].to_vec()
            }
        };
        bytes.splice(start..end, piece);
    }
    bytes
}

#[test]
fn no_document_makes_the_generator_panic() {
    let begin = Instant::now();
    let accepted = fixture::documents(&fixture::folder("accept"));
    let seeds: Vec<Vec<u8>> =
        accepted.into_iter().chain(fixture::documents(&fixture::folder("reject"))).map(|(_, path)| fs::read(path).unwrap()).collect();
    let config = fixture::config("mutant");
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let (mut tried, mut emitted) = (0, 0);
    while tried < MOST && begin.elapsed() < TIME {
        tried += 1;
        let seed = numbers.below(seeds.len());
        let bytes = mutate(&mut numbers, &seeds[seed]);
        let input = Input { name: "mutant.yaml".to_owned(), folder: None, bytes };
        let outcome = generate_from(&config, &input).unwrap();
        let report = fixture::report(&outcome);
        let shown = String::from_utf8_lossy(&input.bytes);
        assert_eq!(outcome.report.has_errors(), outcome.package.is_none(), "{report}\n{shown}");
        assert!(!report.contains("[internal]"), "{report}\n{shown}");
        emitted += usize::from(outcome.package.is_some());
    }
    assert!(emitted * 50 > tried, "of {tried} mutants only {emitted} are documents");
}
