//! Texts that mean harm.

pub const BREAKS: &str = "ok\npub fn canary_item() {}\rpub fn canary_item() {}\r\npub fn canary_item() {}\u{2028}pub fn canary_item() {}\u{2029}\
    pub fn canary_item() {}\u{85}pub fn canary_item() {}\u{b}pub fn canary_item() {}\u{c}pub fn canary_item() {}\n\n\n*/ pub fn canary_item() {}";
pub const COMMENT: &str = "*/ pub const P: &[u8] = include_bytes!(\"/etc/passwd\"); /* \"] pub fn canary_item() {} #[doc = \"";
pub const CODE: &str = "Text\n\n    std::fs::write(\"canary\", \"\").unwrap();\n\n```\nstd::process::exit(1);\n```\n\n~~~rust\nstd::process::exit(1);\n~~~\n\n\
    1. item\n\n        std::process::exit(1);\n\n- ```rust\n  std::process::exit(1);\n  ```\n\n> ```\n> std::process::exit(1);\n\n\
    ````no_run\n```\nstd::process::exit(1);\n```rust\n\n\tstd::process::exit(1);\n\n``` rust,should_panic\nopen to the end";
pub const MARKUP: &str = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![y](data:text/html,z) [Missing] \
    [`Missing`] [std::process::exit](crate::Missing) [a]: javascript:alert(1) <javascript:alert(1)> &lt;script&gt; \\<b> `<i>` ``";
pub const BIDI: &str = "a\u{202e}b\u{2066}c\u{200d}d\u{200b}e\u{feff}f\u{61c}g\u{0}h\u{1b}[31m а homoglyph";
pub const LITERALS: &[&str] = &[
    "\"", "\\", "\"#; include!(\"/x\"); r#\"", "{}", "{0}", "{self}", "\0", "\\u{0}", "'", "a\nb", "\r", "${x}", "$crate", "#![evil]",
    "//", "/*", "\u{202e}", "`", "```", "*/", "😀", "e\u{301}", "\u{10ffff}",
];
pub const NAMES: &[&str] = &[
    "", " ", "''", "0", "a-b", "a_b", "aB", "AB", "ab", "Option", "Result", "Box", "String", "Vec", "Ok", "Some", "Self", "self", "super",
    "crate", "clone", "build", "send", "new", "into_future", "into", "from", "fmt", "eq", "default", "each", "shape", "decode", "header",
    "query", "call", "connection", "items", "pages", "value", "codec", "models", "runtime", "Secret", "Value", "secret", "map", "u8",
    "str", "std", "serde", "serde_json", "bytes", "r#type", "fn x() {}", "_", "__", "a.b", "a b", "a\nb", "😀", "ß", "名前", "\u{202e}",
    "$ref2", "async", "await", "dyn", "gen", "union", "macro_rules", "record", "text_enum", "#[evil]", "\"", "`", "lib", "mod", "nul",
    "con", "../../build", "/abs", "C:\\x", "additional_properties", "Unknown", "unknown", "Mod", "main", "Into", "Request", "PhantomData",
    "Described", "Debug", "members", "serialize",
];

pub const PATHS: &[&str] = &[
    "/a}/b", "/{a}{b}", "/{}", "/{a}/{a}", "/../x", "/x?y=1#z", "https://evil/", "/a b", "/a%2fb", "/{a b}", "/{\"}", "//", "/.", "/a\nb",
    "/{a", "", "x", "/ü", "/`", "/{self}", "/*/",
];

pub const SERVERS: &[&str] = &[
    "javascript:alert(1)", "file:///etc/passwd", "https://user:pass@evil", "https://evil#", "https://ü.example", "https://a.example/?x=1",
    "//evil", "", "https://{h}", "https://[::1", "https://a\nb", "http://plain.example",
];

pub const REFERENCES: &[&str] = &[
    "http://169.254.169.254/", "file:///etc/passwd", "../../secret.yaml", "#/components/schemas/Pet/properties/a", "#/info",
    "#/paths/~1pets~1{petId}/get", "#/components/schemas/~0 ~1 %25", "#/nowhere", "#", "", "##", "#/components/schemas/Pet/properties",
    "#/%zz", "\u{0}",
];
