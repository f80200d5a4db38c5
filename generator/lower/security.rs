//! Security schemes, and which of them an operation asks for.

use openapiv3::{APIKeyLocation, SecurityRequirement, SecurityScheme as Written};

use super::Lowering;
use super::extension::Extensions;
use crate::api::{Alternative, Mechanism, SecurityScheme};
use crate::pointer::Pointer;
use crate::report::code;

impl Lowering<'_> {
    /// Lowers the security schemes that this version can apply.
    pub(super) fn security_schemes(&mut self) {
        let document = self.document;
        let Some(components) = &document.api.components else { return };
        let place = Pointer::root().child("components").child("securitySchemes");
        for (name, written) in &components.security_schemes {
            let Some((written, at)) = self.resolve(written, &place.child(name)) else { continue };
            let (description, extensions) = front(&written);
            if let Some(mechanism) = self.mechanism(&written, &extensions, &at) {
                let headers = self.sent_headers(&extensions, &at);
                let profile = self.profile(&mechanism, &extensions, &at);
                let metadata = self.metadata(&mechanism, &extensions, &at);
                self.api.security_schemes.push(SecurityScheme { name: name.clone(), description, mechanism, headers, profile, metadata });
            }
        }
    }

    fn mechanism(&mut self, written: &Written, extensions: &Extensions, at: &Pointer) -> Option<Mechanism> {
        Some(match written {
            Written::APIKey { location, name, .. } => {
                let env = self.texts(extensions, "x-env", at);
                match location {
                    APIKeyLocation::Header => Mechanism::Header(name.clone(), env),
                    APIKeyLocation::Query => Mechanism::Query(name.clone(), env),
                    APIKeyLocation::Cookie => Mechanism::Cookie(name.clone(), env),
                }
            }
            Written::HTTP { scheme, .. } => match scheme.to_ascii_lowercase().as_str() {
                "basic" => {
                    let names = self.texts(extensions, "x-env", at);
                    Mechanism::Basic(names.first().cloned().into_iter().collect(), names.get(1).cloned().into_iter().collect())
                }
                "bearer" => Mechanism::Bearer(self.texts(extensions, "x-env", at)),
                // What the source stage makes of `type: mutualTLS`, which 3.0 does not know.
                "x-mutual-tls" => Mechanism::MutualTls,
                "sdk-hmac-sha256" => Mechanism::SdkHmac(self.signer_names(extensions, at)),
                other if is_token(other) => {
                    let registered = REGISTERED.iter().find(|name| name.eq_ignore_ascii_case(other));
                    Mechanism::Http(registered.map_or(scheme.as_str(), |name| name).to_owned(), self.texts(extensions, "x-env", at))
                }
                _ => {
                    let message = format!("`{scheme}` cannot be the name of an HTTP authentication scheme");
                    self.report.add(&code::UNSUPPORTED_SECURITY, &at.child("scheme"), message);
                    return None;
                }
            },
            Written::OAuth2 { .. } | Written::OpenIDConnect { .. } => Mechanism::Bearer(self.texts(extensions, "x-env", at)),
        })
    }

    /// The ways to be allowed to call an operation: its own, or those of the document. Nothing, with a finding, if none can be applied.
    pub(super) fn security(&mut self, own: Option<&Vec<SecurityRequirement>>, at: &Pointer) -> Option<Vec<Alternative>> {
        let document = self.document;
        let (requirements, place) = match (own, &document.api.security) {
            (Some(own), _) => (own, at.clone()),
            (None, Some(shared)) => (shared, Pointer::root().child("security")),
            (None, None) => return Some(Vec::new()),
        };
        let mut alternatives = Vec::new();
        for (index, requirement) in requirements.iter().enumerate() {
            let at = place.index(index);
            let Some(schemes) = self.schemes(requirement, &at) else { continue };
            for schemes in self.apart(&schemes, &at) {
                let way = Alternative { schemes };
                if !alternatives.contains(&way) {
                    alternatives.push(way);
                }
            }
        }
        if alternatives.is_empty() && !requirements.is_empty() {
            let message = "no security scheme of this operation can be applied by this version; the operation is left out";
            self.report.add(&code::UNSUPPORTED_SECURITY, at.parent().as_ref().unwrap_or(at), message);
            return None;
        }
        Some(alternatives)
    }

    fn schemes(&mut self, requirement: &SecurityRequirement, at: &Pointer) -> Option<Vec<usize>> {
        let declared = self.document.api.components.as_ref().map(|components| &components.security_schemes);
        let mut schemes = Vec::new();
        for name in requirement.keys() {
            if !declared.is_some_and(|declared| declared.contains_key(name)) {
                let message = format!("`{name}` is not among the security schemes");
                self.report.add_with_help(
                    &code::UNKNOWN_SECURITY,
                    &at.child(name),
                    message,
                    "declare it under `components/securitySchemes`",
                );
                return None;
            }
            // Declared but not lowered: reported when the schemes were.
            schemes.push(self.api.security_schemes.iter().position(|scheme| scheme.name == *name)?);
        }
        Some(schemes)
    }

    /// The same schemes, in several ways if some of them go to the same place of a request, which can hold one of them.
    fn apart(&mut self, schemes: &[usize], at: &Pointer) -> Vec<Vec<usize>> {
        let known = |scheme: usize| self.api.security_schemes.get(scheme);
        let place = |scheme: usize| known(scheme).and_then(|scheme| place(&scheme.mechanism));
        let mut places: Vec<Vec<usize>> = Vec::new();
        for scheme in schemes {
            let is_taken = |others: &Vec<usize>| others.iter().any(|other| place(*other).is_some() && place(*other) == place(*scheme));
            match places.iter_mut().find(|others| is_taken(others)) {
                Some(others) => others.push(*scheme),
                None => places.push(vec![*scheme]),
            }
        }
        let mut ways = vec![Vec::new()];
        for together in places {
            let names: Vec<String> =
                together.iter().filter_map(|scheme| known(*scheme)).map(|scheme| format!("`{}`", scheme.name)).collect();
            let with = |scheme: usize| ways.iter().map(move |way: &Vec<usize>| way.iter().copied().chain([scheme]).collect());
            ways = together.into_iter().flat_map(with).take(MOST_WAYS).collect();
            if names.len() > 1 {
                let message =
                    format!("{} go to the same place of a request, which holds one; either of them is shown", names.join(" and "));
                let help = "list them as alternatives, each in a requirement of its own";
                self.report.add_with_help(&code::UNSUPPORTED_SECURITY, at, message, help);
            }
        }
        ways
    }
}

/// How many ways one requirement may stand for: a document could ask for as many as it likes.
const MOST_WAYS: usize = 16;

/// Where in a request a credential goes, if it goes into one.
fn place(mechanism: &Mechanism) -> Option<(APIKeyLocation, String)> {
    Some(match mechanism {
        Mechanism::Header(name, _) => (APIKeyLocation::Header, name.to_ascii_lowercase()),
        Mechanism::Query(name, _) => (APIKeyLocation::Query, name.clone()),
        Mechanism::Cookie(name, _) => (APIKeyLocation::Cookie, name.clone()),
        Mechanism::MutualTls => return None,
        _ => (APIKeyLocation::Header, "authorization".to_owned()),
    })
}

/// Schemes that are not written as documents like to write them:
/// <https://www.iana.org/assignments/http-authschemes/http-authschemes.xhtml>
const REGISTERED: [&str; 11] =
    ["Concealed", "Digest", "DPoP", "GNAP", "HOBA", "Mutual", "Negotiate", "OAuth", "PrivateToken", "SCRAM-SHA-1", "SCRAM-SHA-256"];

/// Whether a text is a token of HTTP (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn front(written: &Written) -> (Option<String>, Extensions) {
    match written {
        Written::APIKey { description, extensions, .. }
        | Written::HTTP { description, extensions, .. }
        | Written::OAuth2 { description, extensions, .. }
        | Written::OpenIDConnect { description, extensions, .. } => (description.clone(), extensions.clone()),
    }
}
