//! Places of a document → lines of its files, for what is told beside findings.

use std::collections::BTreeMap;
use std::fmt;

use super::Report;
use crate::pointer::Pointer;
use crate::source;

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// What the file is called.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl Report {
    /// Where each place of the document was written: the key of a member, if it is one; what is closest, if it is not there itself.
    pub(crate) fn locate(&self, pointers: &[Option<Pointer>]) -> Vec<Option<Place>> {
        let mut questions: BTreeMap<usize, Vec<(usize, Pointer)>> = BTreeMap::new();
        for (index, pointer) in pointers.iter().enumerate() {
            let Some(pointer) = pointer else { continue };
            let (file, pointer) = self.sources.origin(pointer);
            questions.entry(file).or_default().push((index, pointer));
        }
        let mut places = vec![None; pointers.len()];
        for (file, questions) in questions {
            let Some(file) = self.sources.file(file) else { continue };
            let wanted: Vec<Pointer> = questions.iter().map(|(_, pointer)| pointer.clone()).collect();
            let starts: Vec<usize> = [0].into_iter().chain(file.text.match_indices('\n').map(|(end, _)| end + 1)).collect();
            for ((index, _), found) in questions.iter().zip(source::locate(&file.text, &wanted)) {
                let offset = found.map_or(0, |found| found.key.unwrap_or(found.value).start);
                let line = starts.partition_point(|start| *start <= offset);
                let start = line.checked_sub(1).and_then(|line| starts.get(line)).copied().unwrap_or_default();
                let column = file.text.get(start..offset).unwrap_or_default().chars().count() + 1;
                let place = Place { file: file.name.clone(), line, column };
                places.iter_mut().skip(*index).take(1).for_each(|slot| *slot = Some(place.clone()));
            }
        }
        places
    }
}
