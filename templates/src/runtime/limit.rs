//! What the document limits values to, checked before they are sent. Patterns, and what stands in alternatives, are left to the server.

use super::codec::{Shape, to_json};

/// A limit of a value; one of another JSON type is not limited by it.
#[derive(Debug)]
pub(crate) enum Limit {
    /// The least number.
    AtLeast(f64),
    /// A number below all that are allowed.
    MoreThan(f64),
    /// The greatest number.
    AtMost(f64),
    /// A number above all that are allowed.
    LessThan(f64),
    /// What numbers are a multiple of.
    MultipleOf(f64),
    /// The least number of characters.
    Shortest(usize),
    /// The greatest number of characters.
    Longest(usize),
    /// The least number of items or members.
    Fewest(usize),
    /// The greatest number of items or members.
    Most(usize),
    /// No two items are the same.
    Distinct,
    /// Others, as well.
    All(&'static [Limit]),
    /// The limits of each item or member.
    Each(&'static [Limit]),
    /// The limits of the member of this name.
    Member(&'static str, &'static [Limit]),
    /// The limits of each member of another name than these.
    Rest(&'static [&'static str], &'static [Limit]),
    /// The limits of the item at this index.
    At(usize, &'static [Limit]),
}

/// The limits of what an operation sends: those of its parameters, by their index, and of its body.
pub(crate) type Limits = [(Option<usize>, &'static [Limit])];

/// Says where and how a value is beyond what it is limited to; the value itself may be secret.
pub(crate) fn check(limits: &Limits, place: Option<usize>, value: Shape<'_>) -> Result<(), String> {
    let own = limits.iter().filter(|(limited, _)| *limited == place);
    own.flat_map(|(_, limits)| limits.iter()).try_for_each(|limit| limit.check("", value))
}

impl Limit {
    fn check(&self, path: &str, value: Shape<'_>) -> Result<(), String> {
        let wrong = match (self, value) {
            (_, Shape::Made(value)) => {
                return value
                    .make()
                    .map_or(Ok(()), |value| if let Some(text) = value.as_str() { self.check(path, Shape::Text(text)) } else { Ok(()) });
            }
            (Self::AtLeast(least), value) => number(value).filter(|number| number < least).map(|_| format!("less than {least}")),
            (Self::MoreThan(bound), value) => number(value).filter(|number| number <= bound).map(|_| format!("not more than {bound}")),
            (Self::AtMost(most), value) => number(value).filter(|number| number > most).map(|_| format!("more than {most}")),
            (Self::LessThan(bound), value) => number(value).filter(|number| number >= bound).map(|_| format!("not less than {bound}")),
            (Self::MultipleOf(step), value) => {
                number(value).filter(|number| !is_whole(number / step)).map(|_| format!("no multiple of {step}"))
            }
            (Self::Shortest(least), Shape::Text(text)) => few(text.chars().count(), *least, "characters"),
            (Self::Longest(most), Shape::Text(text)) => many(text.chars().count(), *most, "characters"),
            (Self::Fewest(least), Shape::List(_) | Shape::Object(_)) => few(parts(value), *least, "parts"),
            (Self::Most(most), Shape::List(_) | Shape::Object(_)) => many(parts(value), *most, "parts"),
            (Self::Distinct, Shape::List(_)) => {
                let mut items: Vec<Box<[u8]>> = Vec::new();
                inside(value, &mut |_, item| items.extend(to_json(item).map(Vec::into_boxed_slice)));
                let count = items.len();
                items.sort_unstable();
                items.dedup();
                (items.len() < count).then(|| "two items are the same".to_owned())
            }
            (Self::All(limits), _) => return limits.iter().try_for_each(|limit| limit.check(path, value)),
            (Self::Each(limits), _) => return below(value, path, limits, |_| true),
            (Self::Member(name, limits), _) => {
                return below(value, path, limits, |step| matches!(step, Step::Member(found) if found == name));
            }
            (Self::Rest(known, limits), _) => {
                return below(value, path, limits, |step| matches!(step, Step::Member(name) if !known.contains(name)));
            }
            (Self::At(index, limits), _) => return below(value, path, limits, |step| matches!(step, Step::Item(found) if found == index)),
            _ => None,
        };
        wrong.map_or(Ok(()), |wrong| Err(format!("{path}: {wrong}")))
    }
}

fn few(count: usize, least: usize, things: &str) -> Option<String> {
    (count < least).then(|| format!("{count} {things}, and {least} is the least"))
}

fn many(count: usize, most: usize, things: &str) -> Option<String> {
    (count > most).then(|| format!("{count} {things}, and {most} is the most"))
}

#[allow(clippy::cast_precision_loss)] // Limits are doubles, too.
fn number(value: Shape<'_>) -> Option<f64> {
    match value {
        Shape::Integer(value) => Some(value as f64),
        Shape::Unsigned(value) => Some(value as f64),
        Shape::Float(value) => Some(value),
        _ => None,
    }
}

/// Whether a quotient is an integer, as far as doubles can tell.
fn is_whole(quotient: f64) -> bool {
    (quotient - quotient.round()).abs() <= f64::EPSILON * quotient.abs().max(1.0)
}

/// The way from a value to one of its parts.
enum Step<'s> {
    Item(usize),
    Member(&'s str),
}

impl std::fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Item(index) => write!(f, "[{index}]"),
            Self::Member(name) => write!(f, ".{name}"),
        }
    }
}

/// Checks the parts of a value that are wanted.
fn below(value: Shape<'_>, path: &str, limits: &[Limit], wanted: impl Fn(&Step<'_>) -> bool) -> Result<(), String> {
    let mut result = Ok(());
    inside(value, &mut |step, part| {
        if result.is_ok() && wanted(&step) {
            result = limits.iter().try_for_each(|limit| limit.check(&format!("{path}{step}"), part));
        }
    });
    result
}

/// Calls `visit` with each part of a value that has parts, and the way to it.
fn inside(value: Shape<'_>, visit: &mut dyn FnMut(Step<'_>, Shape<'_>)) {
    match value {
        Shape::List(items) => {
            let mut index = 0_usize;
            items.each(&mut |item| {
                visit(Step::Item(index), item);
                index += 1;
            });
        }
        Shape::Object(members) => members.each(&mut |name, member| visit(Step::Member(name), member)),
        _ => {}
    }
}

/// How many parts a value has.
fn parts(value: Shape<'_>) -> usize {
    let mut count = 0;
    inside(value, &mut |_, _| count += 1);
    count
}
