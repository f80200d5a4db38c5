//! What can be waited for → the methods of a request that wait.

use super::docs::{Docs, code};
use super::literal::Literal;
use super::name::{Case, Ident};
use super::operation::Named;
use super::view;

/// The names of the methods that wait for the state `name`.
pub(super) fn names(name: &str) -> [Ident; 2] {
    [Ident::new(&format!("until {name}"), Case::Snake), Ident::new(&format!("until {name} by"), Case::Snake)]
}

/// `until_…()` and `until_…_by()`, of an operation that tells a state.
pub(super) fn waiters(named: &Named<'_>) -> Vec<view::Waiter> {
    let literals = |texts: &[String]| texts.iter().map(|text| Literal::new(text)).collect();
    let waiters = named.operation.waiters.iter().zip(&named.waiters);
    let waiter = |(waiter, [method, by]): (&crate::api::Waiter, &[Ident; 2])| {
        let (every, at_most) = (waiter.every.as_secs(), waiter.at_most.as_secs());
        let states = waiter.until.iter().map(|state| code(state)).collect::<Vec<_>>().join(" or ");
        let field = code(&waiter.field.join("."));
        view::Waiter {
            method: method.clone(),
            by: by.clone(),
            docs: Docs::new(&format!("Calls again and again until {field} is {states}: every {every} s, for at most {at_most} s.")),
            field: literals(&waiter.field),
            until: literals(&waiter.until),
            unless: literals(&waiter.unless),
            every,
            at_most,
        }
    };
    waiters.map(waiter).collect()
}
