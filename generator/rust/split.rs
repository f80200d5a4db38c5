//! Many items → parts that make a file each, by what their names begin with: an item that is added moves no other, unless its part becomes
//! too large.

use std::collections::BTreeMap;

/// An item: its words, and the lines that it takes.
pub(super) type Item<'w> = (Vec<&'w str>, usize);

/// What has a beginning in common.
struct Part<'w> {
    /// The words that all begin with.
    words: Vec<&'w str>,
    /// The letters that the next word of all begins with, where words are told apart by their letters.
    letters: Option<&'w str>,
    members: Vec<usize>,
}

/// The beginning of the part that each item belongs to; empty for the part that all begin from. A part of more than `most` lines is split by the
/// next word. Words of few lines stay together, as long as these are not too many: then they are told apart by their letters.
pub(super) fn split(items: &[Item<'_>], most: usize) -> Vec<String> {
    let mut starts = vec![String::new(); items.len()];
    let weight = |members: &[usize]| members.iter().filter_map(|index| items.get(*index)).map(|(_, lines)| lines).sum::<usize>();
    let mut queue = vec![Part { words: Vec::new(), letters: None, members: (0..items.len()).collect() }];
    while let Some(part) = queue.pop() {
        let start = part.start();
        for index in &part.members {
            starts.iter_mut().skip(*index).take(1).for_each(|of| of.clone_from(&start));
        }
        if weight(&part.members) <= most {
            continue;
        }
        let (large, small): (Vec<_>, Vec<_>) = part.split(items).into_iter().partition(|part| weight(&part.members) * 10 >= most);
        queue.extend(large);
        let together: Vec<usize> = small.iter().flat_map(|part| part.members.iter().copied()).collect();
        match part.letters {
            _ if weight(&together) <= most => {}
            Some(_) => queue.extend(small),
            None => queue.push(Part { letters: Some(""), members: together, ..part }),
        }
    }
    starts
}

impl<'w> Part<'w> {
    /// The parts below, by one more word or one more letter. What has none stays.
    fn split(&self, items: &[Item<'w>]) -> Vec<Self> {
        let mut parts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for index in &self.members {
            let word = items.get(*index).and_then(|(words, _)| words.get(self.words.len()).copied());
            let key = word.and_then(|word| self.letters.map_or(Some(word), |letters| word.get(..=letters.len())));
            key.into_iter().for_each(|key| parts.entry(key).or_default().push(*index));
        }
        let below = |(key, members)| match self.letters {
            Some(_) => Self { words: self.words.clone(), letters: Some(key), members },
            None => Self { words: [self.words.as_slice(), &[key]].concat(), letters: None, members },
        };
        parts.into_iter().map(below).collect()
    }

    fn start(&self) -> String {
        let letters = self.letters.filter(|letters| !letters.is_empty());
        self.words.iter().copied().chain(letters).collect::<Vec<_>>().join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, split};

    fn parts(paths: &[String]) -> Vec<String> {
        let items: Vec<Item<'_>> = paths.iter().map(|path| (path.split('/').collect(), 10)).collect();
        split(&items, 100)
    }

    #[test]
    fn little_is_not_split() {
        assert_eq!(parts(&["a/b", "a/c", "d"].map(str::to_owned)), ["", "", ""]);
    }

    #[test]
    fn much_is_split_by_the_next_word_and_an_item_that_is_added_moves_no_other() {
        let mut paths: Vec<String> = (0..8).map(|n| format!("a/b/{n}")).chain((0..8).map(|n| format!("a/c/{n}"))).collect();
        paths.extend(["d/e", "d/f"].map(str::to_owned));
        let before = parts(&paths);
        assert_eq!([&before[0], &before[8], &before[16]], ["a/b", "a/c", "d"]);
        paths.push("e/f".to_owned());
        assert_eq!(parts(&paths)[..18], before);
    }

    #[test]
    fn many_small_words_are_split_by_their_letters() {
        let words: Vec<String> = (0..40).map(|n| format!("{}{n}", if n < 30 { "many" } else { "few" })).collect();
        let items: Vec<Item<'_>> = words.iter().map(|word| (vec![word.as_str()], 9)).collect();
        let parts = split(&items, 100);
        assert_eq!([&parts[0], &parts[12], &parts[20], &parts[35]], ["many", "many1", "many2", "f"]);
    }

    #[test]
    fn what_is_equal_or_ends_stays_together() {
        assert_eq!(parts(&vec!["a".to_owned(); 30]), ["a"; 30]);
    }
}
