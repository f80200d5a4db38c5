//! Statuses → the variants of the enums that tell bodies apart by them.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Docs;
use super::name::{Case, Ident};
use super::operation::index;
use crate::api::{Response, Status};

/// What a response is for.
pub(super) fn about(response: &Response) -> Docs {
    let about = Docs::new(&response.description).first_line();
    let status = shown(response.status);
    Docs::ours(if about.is_empty() { format!("{status}.") } else { format!("{status}: {about}") })
}

/// `Status404`
pub(super) fn variant(status: Status) -> Ident {
    let name = match status {
        Status::Code(code) => format!("Status{code}"),
        Status::Range(range) => format!("Status{range}xx"),
        Status::Default => "Other".to_owned(),
    };
    Ident::new(&name, Case::Camel)
}

fn shown(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(range) => format!("{range}xx"),
        Status::Default => "Any other status".to_owned(),
    }
}

/// The pattern of a status. They are in an order in which the narrower comes first.
pub(super) fn statuses(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = index(code.into());
            quote!(#code)
        }
        Status::Range(range) => {
            let (from, to) = (index(usize::from(range) * 100), index(usize::from(range) * 100 + 99));
            quote!(#from..=#to)
        }
        Status::Default => quote!(_),
    }
}
