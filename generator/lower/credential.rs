//! Where credentials are kept: `x-profile` and `x-metadata` of a security scheme.

use serde_json::Value;

use super::Lowering;
use super::extension::{Extensions, pairs, part, path};
use super::server::absolute;
use crate::api::{Mechanism, Metadata, MetadataSession, Profile, SecurityScheme};
use crate::pointer::Pointer;
use crate::report::code;

/// What a credential is made of. `None` where there is nothing to keep.
fn parts(mechanism: &Mechanism) -> Option<&'static [&'static str]> {
    match mechanism {
        Mechanism::SdkHmac(_) => Some(&["access-key", "secret-key", "security-token"]),
        Mechanism::Basic(..) => Some(&["user", "password"]),
        Mechanism::MutualTls => None,
        _ => Some(&["token"]),
    }
}

impl Lowering<'_> {
    /// The file that holds a credential.
    pub(super) fn profile(&mut self, mechanism: &Mechanism, extensions: &Extensions, at: &Pointer) -> Option<Profile> {
        let value = extensions.get("x-profile")?;
        let parts = parts(mechanism);
        let profile = || {
            let names = parts?.iter().map(|name| part(value, name)).collect::<Option<Vec<_>>>()?;
            let (path, section, settings) = (part(value, "path")?, part(value, "section")?, pairs(value, "settings")?);
            Some(Profile { path, variable: part(value, "env"), section, names, settings })
        };
        profile().or_else(|| {
            let parts = parts.unwrap_or_default().join(", ");
            self.odd("x-profile", at, &format!("a map with `path`, `section` and the names of {parts}; `env` and `settings` are optional"))
        })
    }

    /// The service that lends a credential to machines.
    pub(super) fn metadata(&mut self, mechanism: &Mechanism, extensions: &Extensions, at: &Pointer) -> Option<Metadata> {
        let value = extensions.get("x-metadata")?;
        let parts = parts(mechanism);
        let url = |value: &Value| part(value, "url").filter(|url| absolute(url).is_ok());
        let metadata = || {
            let session = match value.get("session") {
                None => None,
                Some(session) => Some(MetadataSession {
                    url: url(session)?,
                    ttl: (part(session, "ttl-header")?, session.get("ttl")?.as_u64()?),
                    header: part(session, "header")?,
                }),
            };
            let parts = parts?.iter().map(|name| path(value, name)).collect::<Option<Vec<_>>>()?;
            Some(Metadata { url: url(value)?, session, parts, expires: path(value, "expires")? })
        };
        metadata().or_else(|| {
            let parts = parts.unwrap_or_default().join(", ");
            let wanted = format!("a map with `url`, and paths of names to {parts} and `expires`; `session` is optional");
            self.odd("x-metadata", at, &wanted)
        })
    }

    /// Whether the settings that files hold beside credentials are there.
    pub(super) fn profiled_settings(&mut self) {
        let known = |name: &String| self.api.settings.iter().any(|setting| setting.name == *name);
        let settings = |scheme: &SecurityScheme| {
            let named = scheme.profile.iter().flat_map(|profile| &profile.settings).map(|(setting, _)| setting);
            named.filter(|setting| !known(setting)).map(|setting| (scheme.name.clone(), setting.clone())).collect::<Vec<_>>()
        };
        let unknown: Vec<(String, String)> = self.api.security_schemes.iter().flat_map(settings).collect();
        for (scheme, setting) in unknown {
            let at = Pointer::root().child("components").child("securitySchemes").child(&scheme).child("x-profile");
            let message = format!("`{setting}` is not a setting of the client: no parameter of this name has `x-client`");
            self.report.add(&code::ODD_EXTENSION, &at, message);
        }
    }
}
