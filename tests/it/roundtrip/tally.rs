//! What came of it, counted by document, schema and cause.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use super::samples::Kind;

/// The counts of one document, or of all.
#[derive(Debug, Default)]
pub struct Tally {
    /// Component schemas, and those of them that came through whole.
    pub schemas: usize,
    pub whole: usize,
    /// Samples by kind: how many, and how many came back the same.
    pub samples: BTreeMap<Kind, (usize, usize)>,
    /// What failed, by cause: samples, and the first of them.
    pub failures: BTreeMap<String, (usize, String)>,
    /// Schemas that did not come through whole, by the first cause.
    pub broken: BTreeMap<String, (usize, String)>,
    /// What is no failure, and is worth knowing all the same.
    pub remarks: BTreeMap<String, (usize, String)>,
}

fn count(counts: &mut BTreeMap<String, (usize, String)>, cause: &str, number: usize, first: &str) {
    let entry = counts.entry(cause.to_owned()).or_insert_with(|| (0, first.to_owned()));
    entry.0 += number;
}

impl Tally {
    /// A sample that came back the same.
    pub fn same(&mut self, kind: Kind) {
        let entry = self.samples.entry(kind).or_default();
        *entry = (entry.0 + 1, entry.1 + 1);
    }

    /// One that did not.
    pub fn failed(&mut self, kind: Kind, cause: &str, sample: &str) {
        self.samples.entry(kind).or_default().0 += 1;
        count(&mut self.failures, cause, 1, sample);
    }

    /// A schema, and what is wrong with it, if anything is.
    pub fn schema(&mut self, cause: Option<&str>, name: &str) {
        self.schemas += 1;
        match cause {
            None => self.whole += 1,
            Some(cause) => count(&mut self.broken, cause, 1, name),
        }
    }

    /// Something worth knowing.
    pub fn remark(&mut self, about: &str, number: usize, first: &str) {
        count(&mut self.remarks, about, number, first);
    }

    /// Adds the counts of a document.
    pub fn add(&mut self, document: &str, other: &Self) {
        self.schemas += other.schemas;
        self.whole += other.whole;
        for (kind, (all, same)) in &other.samples {
            let entry = self.samples.entry(*kind).or_default();
            *entry = (entry.0 + all, entry.1 + same);
        }
        let pairs = [(&mut self.failures, &other.failures), (&mut self.broken, &other.broken), (&mut self.remarks, &other.remarks)];
        for (all, of_document) in pairs {
            for (cause, (number, first)) in of_document {
                count(all, cause, *number, &format!("{document}: {first}"));
            }
        }
    }

    /// Samples, and those that came back the same.
    pub fn totals(&self) -> (usize, usize) {
        self.samples.values().fold((0, 0), |(all, same), kind| (all + kind.0, same + kind.1))
    }

    /// Whether at least 99 % of the samples came back the same, and at least 97 % of the schemas came through whole.
    pub fn is_good(&self) -> bool {
        let (all, same) = self.totals();
        same * 100 >= all * 99 && self.whole * 100 >= self.schemas * 97
    }

    /// One line.
    pub fn line(&self) -> String {
        let (all, same) = self.totals();
        format!("{same:>6} of {all:>6} samples, {:>5} of {:>5} schemas whole", self.whole, self.schemas)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (all, same) = self.totals();
        let percent = |part: usize, whole: usize| if whole == 0 { 100.0 } else { part as f64 * 100.0 / whole as f64 };
        writeln!(f, "samples  {same} of {all} the same ({:.2} %)", percent(same, all))?;
        for (kind, (all, same)) in &self.samples {
            writeln!(f, "  {:20} {same} of {all}", format!("{kind:?}"))?;
        }
        writeln!(f, "schemas  {} of {} whole ({:.2} %)", self.whole, self.schemas, percent(self.whole, self.schemas))?;
        for (title, counts) in
            [("samples that failed", &self.failures), ("schemas that are not whole", &self.broken), ("remarks", &self.remarks)]
        {
            writeln!(f, "{title}")?;
            let mut rows: Vec<_> = counts.iter().collect();
            rows.sort_by_key(|(_, (number, _))| std::cmp::Reverse(*number));
            for (cause, (number, first)) in rows {
                let mut short = String::new();
                write!(short, "{first}")?;
                writeln!(f, "  {number:>6}  {cause}; {}", short.chars().take(160).collect::<String>())?;
            }
        }
        Ok(())
    }
}
