//! Parameters as text, against the table "Style Examples" of the OpenAPI specification. The runtime's own files are compiled in: the
//! flagship has plain parameters alone.

#[path = "../../generated/src/runtime/argument.rs"]
#[allow(dead_code, missing_docs)]
mod argument;
#[path = "../../generated/src/runtime/codec/mod.rs"]
#[allow(dead_code, unused_imports, unused_macros, missing_docs)]
mod codec;
#[path = "../../generated/src/runtime/style.rs"]
#[allow(clippy::module_inception, dead_code, missing_docs)]
mod style;

use std::collections::BTreeMap;

use argument::Argument;
use codec::Encode;
use style::{Pairs, Style, encode};

fn list(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

fn object() -> BTreeMap<String, i32> {
    [("B", 150), ("G", 200), ("R", 100)].map(|(name, value)| (name.to_owned(), value)).into()
}

fn joined(value: &dyn Encode, style: Style) -> String {
    Argument::new(value, style).unwrap().value().text("color", style, encode)
}

fn query(value: &dyn Encode, style: Style) -> String {
    let mut text = String::new();
    Argument::new(value, style).unwrap().value().pair(&mut Pairs::of(&mut text, ""), "color", style, encode);
    text
}

#[test]
fn values_in_a_path() {
    let colors = list(&["blue", "black", "brown"]);
    let cases = [
        (Style::Matrix { explode: false }, [";color", ";color=blue", ";color=blue,black,brown", ";color=B,150,G,200,R,100"]),
        (Style::Matrix { explode: true }, [";color", ";color=blue", ";color=blue;color=black;color=brown", ";B=150;G=200;R=100"]),
        (Style::Label { explode: false }, [".", ".blue", ".blue,black,brown", ".B,150,G,200,R,100"]),
        (Style::Label { explode: true }, [".", ".blue", ".blue.black.brown", ".B=150.G=200.R=100"]),
        (Style::Simple { explode: false }, ["", "blue", "blue,black,brown", "B,150,G,200,R,100"]),
        (Style::Simple { explode: true }, ["", "blue", "blue,black,brown", "B=150,G=200,R=100"]),
    ];
    for (style, expected) in cases {
        let values: [&dyn Encode; 4] = [&String::new(), &"blue".to_owned(), &colors, &object()];
        assert_eq!(values.map(|value| joined(value, style)), expected, "{style:?}");
    }
}

#[test]
fn values_in_a_query() {
    let colors = list(&["blue", "black", "brown"]);
    let cases = [
        (Style::Form { explode: false }, ["color=", "color=blue", "color=blue,black,brown", "color=B,150,G,200,R,100"]),
        (Style::Form { explode: true }, ["color=", "color=blue", "color=blue&color=black&color=brown", "B=150&G=200&R=100"]),
        (Style::Space, ["color=", "color=blue", "color=blue%20black%20brown", "color=B%20150%20G%20200%20R%20100"]),
        (Style::Pipe, ["color=", "color=blue", "color=blue%7Cblack%7Cbrown", "color=B%7C150%7CG%7C200%7CR%7C100"]),
        (
            Style::Deep,
            [
                "color=",
                "color=blue",
                "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
                "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100",
            ],
        ),
    ];
    for (style, expected) in cases {
        let values: [&dyn Encode; 4] = [&String::new(), &"blue".to_owned(), &colors, &object()];
        assert_eq!(values.map(|value| query(value, style)), expected, "{style:?}");
    }
    assert_eq!(query(&object(), Style::Json), "color=%7B%22B%22%3A150%2C%22G%22%3A200%2C%22R%22%3A100%7D");
}

#[test]
fn what_separates_is_encoded_within_an_item() {
    let items = list(&["a,b", "c d", "e|f", "&=", ""]);
    assert_eq!(query(&items, Style::Form { explode: false }), "color=a%2Cb,c%20d,e%7Cf,%26%3D,");
    assert_eq!(joined(&items, Style::Matrix { explode: true }), ";color=a%2Cb;color=c%20d;color=e%7Cf;color=%26%3D;color=");
}

#[test]
fn null_and_empty_lists_are_not_sent() {
    for style in [Style::Form { explode: false }, Style::Form { explode: true }, Style::Space, Style::Pipe, Style::Deep] {
        assert_eq!(Argument::new(&None::<String>, style), None);
        assert_eq!(query(&Vec::<String>::new(), style), "", "{style:?}");
        assert_eq!(query(&BTreeMap::<String, i32>::new(), style), "", "{style:?}");
    }
    assert_eq!(query(&vec![Some(1), None, Some(2)], Style::Form { explode: false }), "color=1,2");
    assert_eq!(query(&BTreeMap::from([("a".to_owned(), None::<i32>)]), Style::Deep), "");
}

#[test]
fn numbers_keep_their_digits() {
    let written = |value: &dyn Encode| serde_json::to_string(&value.shape()).unwrap();
    assert_eq!([written(&0.1), written(&16_777_216.0), written(&999_999.99)], ["0.1", "16777216.0", "999999.99"]);
    assert_eq!([written(&u64::MAX), written(&i64::MIN)], ["18446744073709551615", "-9223372036854775808"]);
    assert_eq!(codec::from_json::<f64>(b"999999.99").unwrap(), 999_999.99);
    assert_eq!(codec::from_json::<u64>(b"18446744073709551615").unwrap(), u64::MAX);
    for (text, reason) in [("18446744073709551616", "out of range"), ("1e300", "out of range"), ("1.5", "fraction"), ("-1", "range of u64")]
    {
        let failure = codec::from_json::<u64>(text.as_bytes()).unwrap_err().to_string();
        assert!(failure.contains(reason) && failure.ends_with(" at $"), "{text}: {failure}");
    }
}
