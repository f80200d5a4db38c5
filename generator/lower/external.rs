//! `externalDocs` → words in the description of what they are about.

use openapiv3::ExternalDocumentation;

/// A description with the place where more is said, if there is one; nothing if there is neither.
pub(super) fn described(description: Option<&String>, more: Option<&ExternalDocumentation>) -> Option<String> {
    let Some(more) = more.filter(|more| !more.url.is_empty()) else { return description.cloned() };
    let about = more.description.as_ref().map(|about| format!(": {}", about.trim())).unwrap_or_default();
    let end = if about.is_empty() || !about.ends_with(['.', '!', '?']) { "." } else { "" };
    let see = format!("See <{}>{about}{end}", more.url.trim());
    Some(description.filter(|text| !text.trim().is_empty()).map_or_else(|| see.clone(), |text| format!("{}\n\n{see}", text.trim_end())))
}

#[cfg(test)]
mod tests {
    use openapiv3::ExternalDocumentation;

    use super::described;

    #[test]
    fn what_is_said_elsewhere_comes_last() {
        let more = |about: Option<&str>| ExternalDocumentation {
            url: "https://a.example/b".to_owned(),
            description: about.map(str::to_owned),
            ..ExternalDocumentation::default()
        };
        let text = Some("Pets.\n".to_owned());
        let cases = [
            (text.as_ref(), None, Some("Pets.\n")),
            (None, None, None),
            (text.as_ref(), Some(more(None)), Some("Pets.\n\nSee <https://a.example/b>.")),
            (None, Some(more(Some("More"))), Some("See <https://a.example/b>: More.")),
            (None, Some(more(Some("More.\n"))), Some("See <https://a.example/b>: More.")),
        ];
        for (description, more, expected) in cases {
            assert_eq!(described(description, more.as_ref()).as_deref(), expected);
        }
    }
}
