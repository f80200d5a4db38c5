//! Drops the operations that the configuration does not select, and the settings, services and security schemes of those alone. Their
//! schemas, and groups without operations, fall away by themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::glob;
use crate::api::{Api, Operation};
use crate::config::{Config, Step, did_you_mean};
use crate::pointer::Pointer;
use crate::report::Report;

/// Drops what is not selected.
pub(super) fn select(report: &mut Report, api: &mut Api, config: &Config) {
    if config.select.is_everything() {
        return;
    }
    let mut selected = included(report, api, config);
    exclude(report, api, config, &mut selected);
    if selected.is_empty() && !report.has_errors() {
        config.unmatched(report, &[Step::Key("select")], "no operation is left to be generated".to_owned(), None);
    }
    let (kept, dropped): (Vec<_>, Vec<_>) = api.operations.drain(..).enumerate().partition(|(index, _)| selected.contains(index));
    api.operations = kept.into_iter().map(|(_, operation)| operation).collect();
    // One path item can be that of two paths.
    let kept: BTreeSet<&Pointer> = api.operations.iter().map(|operation| &operation.pointer).collect();
    let places = dropped.into_iter().map(|(_, operation)| operation.pointer).filter(|place| !kept.contains(place));
    report.forget(&places.collect());
    drop_unused(api);
}

/// The operations that are named by themselves or by a tag; all of them where nothing is named.
fn included(report: &mut Report, api: &Api, config: &Config) -> BTreeSet<usize> {
    let select = &config.select;
    let mut selected = BTreeSet::new();
    if select.operations.is_empty() && select.tags.is_empty() {
        selected.extend(0..api.operations.len());
    }
    for (index, pattern) in select.operations.iter().enumerate() {
        let found = matching(api, |operation| is_meant(pattern, operation));
        if found.is_empty() {
            let way = [Step::Key("select"), Step::Key("operations"), Step::Item(index)];
            config.unmatched(report, &way, format!("`{pattern}` selects no operation"), meant(api, pattern));
        }
        selected.extend(found);
    }
    for (index, tag) in select.tags.iter().enumerate() {
        let found = matching(api, |operation| operation.tags.contains(tag));
        if found.is_empty() {
            let way = [Step::Key("select"), Step::Key("tags"), Step::Item(index)];
            let known = api.operations.iter().flat_map(|operation| &operation.tags).map(String::as_str);
            config.unmatched(report, &way, format!("no operation has the tag `{tag}`"), did_you_mean(tag, known));
        }
        selected.extend(found);
    }
    selected
}

fn exclude(report: &mut Report, api: &Api, config: &Config, selected: &mut BTreeSet<usize>) {
    let before = selected.clone();
    for (index, pattern) in config.select.except.iter().enumerate() {
        let found = matching(api, |operation| is_meant(pattern, operation));
        if found.is_disjoint(&before) {
            let way = [Step::Key("select"), Step::Key("except"), Step::Item(index)];
            let message = format!("`{pattern}` is none of the operations that are selected");
            config.unmatched(report, &way, message, meant(api, pattern));
        }
        selected.retain(|index| !found.contains(index));
    }
}

fn matching(api: &Api, test: impl Fn(&Operation) -> bool) -> BTreeSet<usize> {
    api.operations.iter().enumerate().filter(|(_, operation)| test(operation)).map(|(index, _)| index).collect()
}

/// The method and the path of a pattern that is not one of ids.
fn route(pattern: &str) -> Option<(&str, &str)> {
    let (method, path) = pattern.split_once(' ')?;
    let path = path.trim_start();
    path.starts_with(['/', '*']).then_some((method, path))
}

fn is_meant(pattern: &str, operation: &Operation) -> bool {
    match route(pattern) {
        Some((method, path)) => {
            (method == "*" || method.eq_ignore_ascii_case(&operation.method)) && glob::matches(path, &operation.template)
        }
        None => pattern == operation.id || glob::matches(pattern, &operation.id),
    }
}

fn meant(api: &Api, pattern: &str) -> Option<String> {
    if pattern.starts_with('/') {
        return Some(format!("write `* {pattern}`: a path comes with its method, or with `*` for every method"));
    }
    let routes = route(pattern).is_some();
    let name = |operation: &Operation| match routes {
        true => format!("{} {}", operation.method, operation.template),
        false => operation.id.clone(),
    };
    let names: Vec<String> = api.operations.iter().map(name).collect();
    did_you_mean(pattern, names.iter().map(String::as_str))
}

/// Drops what no operation refers to any more from the lists that operations refer to by index.
fn drop_unused(api: &mut Api) {
    let Api { operations, settings, services, security_schemes, headers, .. } = api;
    let schemes = operations.iter().flat_map(|operation| &operation.security).flat_map(|alternative| alternative.schemes.iter().copied());
    let schemes = keep(security_schemes, schemes.collect());
    let new_services = keep(services, operations.iter().map(|operation| operation.service).collect());
    let texts = operations.iter().flat_map(|operation| &operation.headers).chain(headers.iter());
    let texts: Vec<&str> =
        texts.chain(security_schemes.iter().flat_map(|scheme| &scheme.headers)).map(|header| header.value.as_str()).collect();
    let in_header = settings.iter().enumerate().filter(|(_, setting)| {
        let place = format!("{{{}}}", setting.name);
        texts.iter().any(|text| text.contains(&place))
    });
    let in_header: BTreeSet<usize> = in_header.map(|(index, _)| index).collect();
    let parameters = operations.iter().flat_map(|operation| &operation.parameters).filter_map(|parameter| parameter.setting);
    let new_settings = keep(settings, parameters.chain(in_header).collect());
    for operation in operations {
        operation.service = new_services.get(&operation.service).copied().unwrap_or_default();
        for parameter in &mut operation.parameters {
            parameter.setting = parameter.setting.and_then(|setting| new_settings.get(&setting).copied());
        }
        for alternative in &mut operation.security {
            alternative.schemes.iter_mut().for_each(|scheme| *scheme = schemes.get(scheme).copied().unwrap_or_default());
        }
    }
}

/// Keeps the items at these places, and says where they are then.
fn keep<T>(items: &mut Vec<T>, used: BTreeSet<usize>) -> BTreeMap<usize, usize> {
    let mut index = 0;
    items.retain(|_| {
        index += 1;
        used.contains(&(index - 1))
    });
    used.into_iter().enumerate().map(|(now, before)| (before, now)).collect()
}

#[cfg(test)]
mod tests {
    use super::{keep, route};

    #[test]
    fn a_pattern_is_of_ids_or_of_routes() {
        let cases = [
            ("listPets", None),
            ("GET /pets", Some(("GET", "/pets"))),
            ("*  /pets/**", Some(("*", "/pets/**"))),
            ("GET **", Some(("GET", "**"))),
            ("list pets", None),
            ("/pets", None),
        ];
        for (pattern, expected) in cases {
            assert_eq!(route(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn what_is_kept_moves_up() {
        let mut items = vec!["a", "b", "c"];
        let moved = keep(&mut items, [0, 2].into());
        assert_eq!(items, ["a", "c"]);
        assert_eq!(moved.into_iter().collect::<Vec<_>>(), [(0, 0), (2, 1)]);
    }
}
