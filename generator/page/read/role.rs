//! What a table is of: by its caption, or, where a rendering lost that, by where it stands and what its rows are.

use super::super::{Page, Place, Row};
use super::Section;

/// What a table is of.
#[derive(Debug, PartialEq, Eq)]
pub enum Role {
    /// Parameters, or fields of the request body.
    Parameters(Place),
    /// Headers of an answer.
    Headers,
    /// Fields of an answer.
    Fields,
    /// An object.
    Object(String),
    /// Nothing that can be told.
    Nothing,
}

/// What a table is of.
pub fn role(section: Section, caption: &str, rows: &[Row], expected: &[String], page: &Page) -> Role {
    let lower = caption.to_ascii_lowercase();
    let named = expected.iter().find(|name| lower == name.to_ascii_lowercase());
    if let Some(name) = named {
        return Role::Object(name.clone());
    }
    let place = Place::of(caption).filter(|_| lower.contains("parameter") || lower.contains("request") || lower.contains("response"));
    let in_path = || rows.iter().all(|row| page.path.contains(&format!("{{{}}}", row.name)));
    match section {
        Section::Uri => Role::Parameters(match place {
            Some(place) if place != Place::Path || in_path() => place,
            _ if in_path() => Place::Path,
            _ => Place::Query,
        }),
        Section::Request => match place {
            Some(place) => Role::Parameters(place),
            None if is_word(caption) => Role::Object(caption.to_owned()),
            None => request(rows, expected, page),
        },
        Section::Response => match place {
            Some(Place::Header) => Role::Headers,
            Some(_) => Role::Fields,
            None if is_word(caption) => Role::Object(caption.to_owned()),
            None => response(rows, expected, page),
        },
        _ => Role::Nothing,
    }
}

/// A table of the request without a caption.
fn request(rows: &[Row], expected: &[String], page: &Page) -> Role {
    let is_header = |row: &Row| row.name.contains('-') || row.name.eq_ignore_ascii_case("authorization");
    let has = |place| page.parameters.iter().any(|row| row.place == Some(place));
    if !has(Place::Header) && !rows.is_empty() && rows.iter().all(is_header) {
        return Role::Parameters(Place::Header);
    }
    match expected.first() {
        Some(name) if has(Place::Body) => Role::Object(name.clone()),
        _ if page.method == "GET" && !has(Place::Query) => Role::Parameters(Place::Query),
        _ => Role::Parameters(Place::Body),
    }
}

/// A table of an answer without a caption: the first one is its body, the next are the objects of that, in their order.
fn response(rows: &[Row], expected: &[String], page: &Page) -> Role {
    let is_begun = page.responses.last().is_some_and(|response| !response.fields.is_empty());
    match expected.first() {
        Some(name) if is_begun => Role::Object(name.clone()),
        _ if is_begun => Role::Nothing,
        _ if !rows.is_empty() && rows.iter().all(|row| row.name.contains('-')) => Role::Headers,
        _ => Role::Fields,
    }
}

fn is_word(caption: &str) -> bool {
    !caption.is_empty()
        && caption.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
        && !caption.eq_ignore_ascii_case("parameters")
}
