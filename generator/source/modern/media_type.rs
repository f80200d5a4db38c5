//! References to media types, which 3.2 has and 3.0 has not → what they lead to.

use serde_json::Value;

use super::super::grammar::{MEDIA_TYPE, OPENAPI, Shape, walk};
use super::super::shape::remove;
use crate::pointer::Pointer;
use crate::report::{Report, code};

/// Puts a copy in the place of each reference, and removes the components that nothing refers to any longer.
pub(super) fn rewrite(report: &mut Report, tree: &mut Value, newer: bool) {
    let section = Pointer::root().child("components").child("mediaTypes");
    if tree.pointer(section.as_str()).is_none() {
        return;
    }
    if !newer {
        let message = "media types among the components came with OpenAPI 3.2; they are read as such";
        report.add(&code::NEWER_FORM, &section, message);
    }
    let mut references = Vec::new();
    walk(Shape::Object(&OPENAPI), tree, &mut Pointer::root(), &mut |at, shape, value| {
        if matches!(shape, Shape::Object(object) if std::ptr::eq(object, &MEDIA_TYPE))
            && let Some(target) = value.get("$ref").and_then(|text| Pointer::from_fragment(text.as_str()?.strip_prefix('#')?))
        {
            references.push((at.clone(), target));
        }
        true
    });
    for (at, target) in references {
        let copy = tree.pointer(target.as_str()).cloned();
        if let (Some(copy), Some(place)) = (copy, tree.pointer_mut(at.as_str())) {
            *place = copy;
            let (file, there) = report.sources.origin(&target);
            report.sources.moved(&at, file, &there);
        }
    }
    remove(tree, &section);
}
