//! The files of the runtime that go in as they are.

use crate::rust::view::Needs;

/// A file, and whether it is needed.
type Part = (&'static str, &'static str, fn(&Needs) -> bool);

macro_rules! parts {
    ($($path:literal if $needed:expr),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../templates/src/", $path)), $needed)),*]
    };
}

const PARTS: &[Part] = parts![
    "runtime/argument.rs" if |needs| needs.client,
    "runtime/attempt.rs" if |needs| needs.client,
    "runtime/blocking/deadline.rs" if |needs| needs.client,
    "runtime/blocking/page.rs" if |needs| needs.pages,
    "runtime/blocking/read.rs" if |needs| needs.client,
    "runtime/blocking/stream.rs" if |needs| needs.streams,
    "runtime/blocking/proxy.rs" if |needs| needs.client,
    "runtime/blocking/tls.rs" if |needs| needs.client,
    "runtime/blocking/ureq.rs" if |needs| needs.client,
    "runtime/blocking/wait.rs" if |needs| needs.client,
    "runtime/blocking/waiter.rs" if |needs| needs.client,
    "runtime/call.rs" if |needs| needs.client,
    "runtime/chain.rs" if |needs| needs.chain,
    "runtime/clock.rs" if |needs| needs.client,
    "runtime/codec/any.rs" if |_| true,
    "runtime/codec/closed.rs" if |needs| needs.closed,
    "runtime/codec/decode.rs" if |_| true,
    "runtime/codec/encode.rs" if |_| true,
    "runtime/codec/enumeration.rs" if |needs| needs.enumeration,
    "runtime/codec/failure.rs" if |_| true,
    "runtime/codec/field.rs" if |_| true,
    "runtime/codec/foreign.rs" if |needs| needs.foreign,
    "runtime/codec/held.rs" if |_| true,
    "runtime/codec/reader.rs" if |_| true,
    "runtime/codec/reading.rs" if |needs| needs.reading,
    "runtime/codec/record.rs" if |_| true,
    "runtime/codec/slot.rs" if |_| true,
    "runtime/codec/source.rs" if |_| true,
    "runtime/codec/stack.rs" if |_| true,
    "runtime/codec/tuple.rs" if |needs| needs.tuple,
    "runtime/codec/union.rs" if |needs| needs.union,
    "runtime/codec/write.rs" if |_| true,
    "runtime/connection.rs" if |needs| needs.client,
    "runtime/credentials.rs" if |needs| needs.client,
    "runtime/endpoint.rs" if |needs| needs.client,
    "runtime/error.rs" if |needs| needs.client,
    "runtime/header.rs" if |needs| needs.headers,
    "runtime/interceptor.rs" if |needs| needs.client,
    "runtime/limit.rs" if |needs| needs.limits,
    "runtime/lookup.rs" if |needs| needs.lookup,
    "runtime/member.rs" if |needs| needs.client,
    "runtime/metadata.rs" if |needs| needs.metadata,
    "runtime/multipart.rs" if |needs| needs.multipart,
    "runtime/operation.rs" if |needs| needs.client,
    "runtime/page.rs" if |needs| needs.pages,
    "runtime/profile.rs" if |needs| needs.profile,
    "runtime/refresh.rs" if |needs| needs.credentials,
    "runtime/request.rs" if |needs| needs.client,
    "runtime/response.rs" if |needs| needs.client,
    "runtime/retry.rs" if |needs| needs.client,
    "runtime/search.rs" if |needs| needs.client,
    "runtime/secret.rs" if |needs| needs.secret,
    "runtime/server.rs" if |needs| needs.variables,
    "runtime/setup.rs" if |needs| needs.client,
    "runtime/sign.rs" if |needs| needs.signature,
    "runtime/signed.rs" if |needs| needs.signature,
    "runtime/stream.rs" if |needs| needs.streams,
    "runtime/style.rs" if |needs| needs.client,
    "runtime/target.rs" if |needs| needs.client,
    "runtime/testing.rs" if |needs| needs.client,
    "runtime/transport/address.rs" if |needs| needs.client,
    "runtime/transport/body.rs" if |needs| needs.client,
    "runtime/transport/builder.rs" if |needs| needs.client,
    "runtime/transport/connecting.rs" if |needs| needs.client,
    "runtime/transport/error.rs" if |needs| needs.client,
    "runtime/transport/native.rs" if |needs| needs.client,
    "runtime/transport/nowhere.rs" if |needs| needs.client,
    "runtime/transport/reqwest.rs" if |needs| needs.client,
    "runtime/transport/rustls.rs" if |needs| needs.client,
    "runtime/waiter.rs" if |needs| needs.client,
];

/// What only a crate with Cargo features has.
const BEHIND_FEATURES: [&str; 5] =
    ["runtime/blocking/", "runtime/metadata.rs", "runtime/testing.rs", "runtime/transport/native.rs", "runtime/transport/nowhere.rs"];

/// The files that are needed, by path below `src/`. `features`: whether the crate has Cargo features.
pub(super) fn parts(needs: Needs, features: bool) -> impl Iterator<Item = (&'static str, &'static str)> {
    let has = move |path: &str| features || !BEHIND_FEATURES.iter().any(|start| path.starts_with(start));
    PARTS.iter().filter(move |(path, _, needed)| needed(&needs) && has(path)).map(|(path, text, _)| (*path, *text))
}
