//! How an operation spreads its answer over pages, where its shape shows it: parameters of the query and properties of the answer that
//! go together. What is found is noted, with its evidence.

use crate::api::{Api, Kind, Operation, Pagination, Paging, Place, SchemaId, Schemas, Step, TextFormat};
use crate::report::{Report, code};

const LIMITS: [&str; 12] =
    ["limit", "per_page", "perPage", "page_size", "pageSize", "size", "count", "max_results", "maxResults", "first", "top", "$top"];
const OFFSETS: [&str; 5] = ["offset", "skip", "$skip", "start", "startAt"];
const PAGES: [&str; 5] = ["page", "page_number", "pageNumber", "page_num", "page[number]"];
const CURSORS: [&str; 18] = [
    "cursor", "page_token", "pageToken", "next_token", "nextToken", "after", "starting_after", "continuation_token", "continuationToken",
    "continue", "marker", "page_cursor", "pageCursor", "start_cursor", "startCursor", "next_cursor", "page[cursor]", "page[after]",
];
/// Properties that hold the cursor of the next page.
const NEXTS: [&str; 16] = [
    "next_cursor", "nextCursor", "next_page_token", "nextPageToken", "next_token", "nextToken", "next_page_cursor", "nextPageCursor",
    "continuation_token", "continuationToken", "next_marker", "nextMarker", "cursor_next", "next", "after", "endCursor",
];
/// Properties that hold the address of the next page.
const ADDRESSES: [&str; 7] = ["next", "next_url", "nextUrl", "next_page_url", "next_page_uri", "@odata.nextLink", "nextLink"];
/// Properties that hold how many items there are on all pages.
const TOTALS: [&str; 9] =
    ["total", "total_count", "totalCount", "total_items", "totalItems", "total_results", "totalResults", "total_elements", "totalElements"];
/// Objects in an answer that say where the page stands.
const AROUND: [&str; 9] = ["meta", "metadata", "pagination", "paging", "page_info", "pageInfo", "links", "response_metadata", "_links"];
/// What the list of a page is usually called, where an answer has several lists.
const LISTS: [&str; 8] = ["items", "data", "results", "records", "values", "entries", "list", "resources"];

/// Finds the pages of every operation that only reads, and whose document says nothing about them.
pub(super) fn find(report: &mut Report, api: &mut Api) {
    let Api { operations, schemas, .. } = api;
    for operation in operations.iter_mut().filter(|operation| operation.method == "GET" && operation.paging == Paging::Unsaid) {
        if let Some((pagination, evidence)) = found(schemas, operation) {
            let items = pagination.items.as_ref().map_or("the answer itself".to_owned(), |items| format!("`{items}`"));
            let message = format!("this operation has pages: {evidence}; the items are {items}");
            report.add_with_help(&code::PAGES_FOUND, &operation.pointer, message, "`x-pagination: {style: none}` says that it has none");
            operation.paging = Paging::Pages(pagination);
        }
    }
}

fn found(schemas: &Schemas, operation: &Operation) -> Option<(Pagination, String)> {
    let mut successes = operation.responses.iter().filter(|response| response.status.is_success());
    let (success, None) = (successes.next()?, successes.next()) else { return None };
    let answer = success.body.as_ref()?.schema?;
    let items = items(schemas, answer)?;
    let parameter = |names: &[&str], wanted: fn(&Kind) -> bool| {
        let mut here = operation.parameters.iter().filter(|parameter| parameter.place == Place::Query && !parameter.required);
        let known = here.find(|parameter| names.contains(&parameter.name.as_str()) && wanted(schemas.kind(parameter.schema)));
        known.map(|parameter| parameter.name.clone())
    };
    let text = |kind: &Kind| matches!(kind, Kind::Text(_));
    let number = |kind: &Kind| matches!(kind, Kind::Integer(_) | Kind::Number(_));
    let cursor = parameter(&CURSORS, |kind| matches!(kind, Kind::Text(_) | Kind::Integer(_)));
    let (step, evidence) = if let Some((cursor, next)) = cursor.clone().zip(member(schemas, answer, &NEXTS, text)) {
        let evidence = format!("`{cursor}` takes `{}` of the answer", next.join("."));
        (Step::Cursor { cursor, next, more: Vec::new() }, evidence)
    } else if let (Some(cursor), Some(list), Some(more)) =
        (cursor, &items, member(schemas, answer, &["has_more"], |kind| *kind == Kind::Boolean))
    {
        let next = vec![list.clone(), "-".to_owned(), "id".to_owned()];
        if !has_id(schemas, answer, list) {
            return None;
        }
        let evidence = format!("`{cursor}` takes the `id` of the last item, while `{}` is true", more.join("."));
        (Step::Cursor { cursor, next, more }, evidence)
    } else if let Some(next) = member(schemas, answer, &ADDRESSES, text) {
        let evidence = format!("`{}` of the answer is the address of the next page", next.join("."));
        (Step::Address { next }, evidence)
    } else if success.headers.iter().any(|header| header.name.eq_ignore_ascii_case("link")) {
        (Step::Address { next: Vec::new() }, "the header `Link` has the address of the next page".to_owned())
    } else if let (Some(offset), Some(limit)) = (parameter(&OFFSETS, number), parameter(&LIMITS, number)) {
        let default = operation.parameters.iter().find(|parameter| parameter.name == limit)?.schema;
        let default_limit = schemas.get(schemas.target(default)).default.as_ref().and_then(serde_json::Value::as_u64).unwrap_or(0);
        (
            Step::Offset { limit: limit.clone(), offset: offset.clone(), default_limit },
            format!("`{offset}` skips items, `{limit}` limits a page"),
        )
    } else if let (Some(page), Some(limit)) = (parameter(&PAGES, number), parameter(&LIMITS, number)) {
        let schema = operation.parameters.iter().find(|parameter| parameter.name == page)?.schema;
        let schema = schemas.get(schemas.target(schema));
        let zero = |value: &serde_json::Value| value.as_f64() == Some(0.0);
        let least = schema.constraints.minimum.as_ref().and_then(|(least, _)| least.as_f64());
        // Spring numbers pages from 0, and says so by nothing but its words.
        let is_spring = ["totalPages", "number", "content"].iter().all(|name| member(schemas, answer, &[name], |_| true).is_some());
        let first = u64::from(!(schema.default.as_ref().is_some_and(zero) || least == Some(0.0) || is_spring));
        (
            Step::Page { page: page.clone(), first, limit: Some(limit.clone()) },
            format!("`{page}` numbers pages from {first}, `{limit}` limits them"),
        )
    } else {
        return None;
    };
    let total = member(schemas, answer, &TOTALS, number).unwrap_or_default();
    Some((Pagination { step, items, total }, evidence))
}

/// The list of an answer: itself, its only list, or the one that is called as lists are. The outer `None`: it has none.
#[allow(clippy::option_option)]
fn items(schemas: &Schemas, answer: SchemaId) -> Option<Option<String>> {
    let record = match schemas.kind(answer) {
        Kind::Array(_) => return Some(None),
        Kind::Record(record) => record,
        _ => return None,
    };
    let lists = record.fields.iter().filter(|field| matches!(schemas.kind(field.schema), Kind::Array(_)) && !field.boxed);
    let lists: Vec<&str> = lists.map(|field| field.name.as_str()).collect();
    let known = LISTS.iter().find(|name| lists.contains(name)).copied();
    match lists.as_slice() {
        [only] => Some(Some((*only).to_owned())),
        _ => known.map(|name| Some(name.to_owned())),
    }
}

/// The way to a member of the answer, or of an object in it that says where the page stands.
fn member(schemas: &Schemas, answer: SchemaId, names: &[&str], wanted: impl Fn(&Kind) -> bool + Copy) -> Option<Vec<String>> {
    let Kind::Record(record) = schemas.kind(answer) else { return None };
    let here = record.fields.iter().find(|field| names.contains(&field.name.as_str()) && wanted(schemas.kind(field.schema)));
    if let Some(field) = here {
        return Some(vec![field.name.clone()]);
    }
    let around = record.fields.iter().filter(|field| AROUND.contains(&field.name.as_str()) || names.contains(&field.name.as_str()));
    around.into_iter().find_map(|field| {
        let Kind::Record(inner) = schemas.kind(field.schema) else { return None };
        let found = inner
            .fields
            .iter()
            .find(|field| (names.contains(&field.name.as_str()) || field.name == "href") && wanted(schemas.kind(field.schema)));
        found.map(|found| vec![field.name.clone(), found.name.clone()])
    })
}

/// Whether each item of a list has an id that is a text.
fn has_id(schemas: &Schemas, answer: SchemaId, list: &str) -> bool {
    let Kind::Record(record) = schemas.kind(answer) else { return false };
    let item = record.fields.iter().find(|field| field.name == list).map(|field| schemas.kind(field.schema));
    let Some(Kind::Array(item)) = item else { return false };
    let Kind::Record(item) = schemas.kind(*item) else { return false };
    let id = item.fields.iter().find(|field| field.name == "id" && field.required);
    id.is_some_and(|id| matches!(schemas.kind(id.schema), Kind::Text(TextFormat::Plain | TextFormat::Other(_))))
}
