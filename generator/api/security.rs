//! Security: what a caller must show.

use super::SentHeader;

/// A way to show who calls.
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: String,
    /// How to obtain what it needs.
    pub description: Option<String>,
    /// How it is shown.
    pub mechanism: Mechanism,
    /// Headers that come with it; `{name}` stands for a setting of the client.
    pub headers: Vec<SentHeader>,
    /// Where people keep it on their machines.
    pub profile: Option<Profile>,
    /// Where machines find it.
    pub metadata: Option<Metadata>,
}

/// A file that holds credentials, in sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its path; `~/` stands for the home of the user.
    pub path: String,
    /// The environment variable that names another file.
    pub variable: Option<String>,
    /// The section.
    pub section: String,
    /// The names of the parts of the credential, in the order of its mechanism.
    pub names: Vec<String>,
    /// Settings of the client that stand beside them: the name of the setting, and its name there.
    pub settings: Vec<(String, String)>,
}

/// A service that machines ask for the credentials that were lent to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata {
    /// Its address.
    pub url: String,
    /// What has to be asked for first.
    pub session: Option<MetadataSession>,
    /// Where the parts of the credential stand in its answer, in the order of its mechanism.
    pub parts: Vec<Vec<String>>,
    /// Where the time stands at which they end.
    pub expires: Vec<String>,
}

/// A token that allows to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetadataSession {
    /// The address that gives it, asked with `PUT`.
    pub url: String,
    /// The header that says how long it is to last, and how many seconds.
    pub ttl: (String, u64),
    /// The header that it is shown in.
    pub header: String,
}

/// How a caller shows who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mechanism {
    /// A secret in the header of this name; environment variables that hold it.
    Header(String, Vec<String>),
    /// A secret in the query parameter of this name.
    Query(String, Vec<String>),
    /// A secret in the cookie of this name.
    Cookie(String, Vec<String>),
    /// User name and password (RFC 7617).
    Basic(Vec<String>, Vec<String>),
    /// A bearer token (RFC 6750), also from OAuth 2 and OpenID Connect.
    Bearer(Vec<String>),
    /// What another scheme of HTTP authentication asks for, behind the name of the scheme; environment variables that hold it.
    Http(String, Vec<String>),
    /// A signature over the request: SDK-HMAC-SHA256.
    SdkHmac(SignerNames),
    /// A client certificate: a matter of the transport.
    MutualTls,
}

/// Environment variables that hold the parts of a signing key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignerNames {
    /// The access key.
    pub access_key: Vec<String>,
    /// The secret key.
    pub secret_key: Vec<String>,
    /// The token that comes with temporary keys.
    pub security_token: Vec<String>,
}

/// Schemes that must all be shown: indices into the security schemes. Empty: nothing is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alternative {
    /// The schemes.
    pub schemes: Vec<usize>,
}
