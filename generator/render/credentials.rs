//! The credentials of a client: what their template asks for.

use askama::Template;

use super::Error;
use super::template::plain;
use crate::rust::literal::Literal;
use crate::rust::view::{Holds, Needs, Profile, Scheme, View};

#[derive(Template)]
#[template(path = "src/credentials.rs.jinja", escape = "none")]
struct Credentials<'a> {
    needs: Needs,
    features: bool,
    /// Whether settings of the client come with them.
    carries: bool,
    schemes: &'a [Scheme],
    from_env: bool,
    /// The functions that read the environment, each after a comma.
    readers: String,
    missing: Literal,
}

impl Credentials<'_> {
    fn plain(&self, literal: &Literal) -> String {
        plain(literal)
    }

    fn has_env(&self, scheme: &Scheme) -> bool {
        has_env(scheme)
    }

    /// The list of environment variables for a part of a credential.
    fn names(&self, scheme: &Scheme, part: usize) -> String {
        let names = scheme.env.get(part).into_iter().flatten().map(ToString::to_string);
        format!("[{}]", names.collect::<Vec<_>>().join(", "))
    }

    /// The environment variable that names another profile file.
    #[allow(clippy::unused_self)] // Templates call methods.
    fn variable(&self, profile: &Profile) -> String {
        profile.variable.as_ref().map_or_else(|| "\"\"".to_owned(), ToString::to_string)
    }
}

fn has_env(scheme: &Scheme) -> bool {
    let needed = match scheme.holds {
        Holds::Token => 1,
        Holds::Password | Holds::Key => 2,
        Holds::Nothing => return false,
    };
    scheme.env.iter().take(needed).filter(|names| !names.is_empty()).count() == needed
}

pub(super) fn credentials(view: &View, features: bool) -> Result<String, Error> {
    let with_env = view.schemes.iter().filter(|scheme| has_env(scheme));
    let names: Vec<String> = with_env.flat_map(|scheme| scheme.env.iter().filter_map(|names| names.first()).map(plain)).collect();
    let missing = Literal::new(&format!("none of these environment variables holds credentials: {}", names.join(", ")));
    let reader = |holds: Holds, name: &'static str| {
        let read = view.schemes.iter().any(|scheme| has_env(scheme) && scheme.holds == holds);
        if read { format!(", {name}") } else { String::new() }
    };
    let readers =
        [reader(Holds::Token, "from_env"), reader(Holds::Key, "key_from_env"), reader(Holds::Password, "password_from_env")].concat();
    let carries = view.schemes.iter().filter_map(|scheme| scheme.profile.as_ref()).any(|profile| !profile.settings.is_empty());
    Ok(Credentials { needs: view.needs, features, carries, schemes: &view.schemes, from_env: !names.is_empty(), readers, missing }
        .render()?)
}
