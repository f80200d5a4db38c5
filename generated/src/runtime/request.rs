//! What all requests have in common, and what is said of each operation.

use super::operation::Operation;
use super::response::Read;

/// An operation, as a type: that which a request is a request of.
pub trait Described: 'static {
    /// What its answer is read as.
    type Output: 'static;

    /// What the document says of it.
    #[doc(hidden)]
    const OPERATION: &'static Operation;

    /// How its answer is read.
    #[doc(hidden)]
    const READ: Read<Self::Output>;
}

/// The requests of a group. One type for all of them: what they have in common is shown, and compiled, once.
#[allow(unused_macros)] // A document may have no operations.
macro_rules! requests {
    () => {
        /// A call of the operation `O`, one of this module.
        #[must_use = "a request does nothing until it is sent or awaited"]
        pub struct Request<O>(runtime::call::Call, std::marker::PhantomData<fn() -> O>);

        impl<O: runtime::Described> Request<O> {
            /// Sends a header with this call. Headers that the client sets itself are replaced, but for those of credentials.
            pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
                Self(self.0.header(name.into(), value.into()), self.1)
            }

            /// Adds a parameter to the query of this call.
            pub fn query(self, name: &str, value: &str) -> Self {
                Self(self.0.query(name, value), self.1)
            }

            /// Decides otherwise than the client whether this call is attempted again: `Retry::none()`, or a policy of your own.
            pub fn with_retry(self, policy: impl runtime::RetryPolicy + 'static) -> Self {
                Self(self.0.retry(policy), self.1)
            }

            /// How long making a connection for this call may take.
            pub fn with_connect_timeout(self, timeout: std::time::Duration) -> Self {
                Self(self.0.connect_timeout(timeout), self.1)
            }

            /// How long one attempt of this call may take, to the last byte of its answer.
            pub fn with_attempt_timeout(self, timeout: std::time::Duration) -> Self {
                Self(self.0.attempt_timeout(timeout), self.1)
            }

            /// How long this call may take with all its attempts and the waits between them.
            pub fn with_timeout(self, timeout: std::time::Duration) -> Self {
                Self(self.0.timeout(timeout), self.1)
            }

            /// The request, without credentials, for those who send it by other means.
            ///
            /// # Errors
            ///
            /// An argument that cannot be sent, or a setting of the client that is missing.
            pub fn to_request(&self) -> Result<http::Request<bytes::Bytes>, runtime::Error> {
                self.0.to_request()
            }

            /// Reads an answer that came by other means.
            ///
            /// # Errors
            ///
            /// Any answer that is not the promised success.
            pub fn read(&self, response: http::Response<bytes::Bytes>) -> Result<runtime::Response<O::Output>, runtime::Error> {
                self.0.read(response, O::READ)
            }

            /// Sends the call.
            ///
            /// # Errors
            ///
            /// Anything but the promised success.
            pub fn send(self) -> runtime::Sending<O::Output> {
                runtime::sent(self.0.send(O::READ))
            }

            /// Sends the call and gives everything around its answer, too: status, headers, request id.
            ///
            /// # Errors
            ///
            /// Anything but the promised success.
            pub fn send_raw(self) -> runtime::Sending<runtime::Response<O::Output>> {
                runtime::sent(self.0.send_raw(O::READ))
            }
        }

        #[doc(hidden)] // Calls are nobody's but the client's.
        impl<O> From<runtime::call::Call> for Request<O> {
            fn from(call: runtime::call::Call) -> Self {
                Self(call, std::marker::PhantomData)
            }
        }

        impl<O> std::clone::Clone for Request<O> {
            fn clone(&self) -> Self {
                Self(self.0.clone(), self.1)
            }
        }

        impl<O> std::fmt::Debug for Request<O> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct("Request").field("call", &self.0).finish()
            }
        }

        runtime::awaited!();
    };
}

/// Requests can be awaited themselves.
#[allow(unused_macros)] // The same.
macro_rules! awaited {
    () => {
        impl<O: runtime::Described> IntoFuture for Request<O> {
            type Output = Result<O::Output, runtime::Error>;
            type IntoFuture = runtime::Sending<O::Output>;

            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    };
}

/// The table of an operation → the operation as a type, and the setters of what may be given.
///
/// ```text
/// Operation = STATIC: METHOD "name" ["start of the path" parameter "text behind it" …] how its answer is read -> what it gives;
/// what differs from `Operation::USUAL = value;
/// parameter => setter: how(what it takes);
/// ```
///
/// Parameters go by their index. How a setter takes its value: `value` as it is, `into` by conversion, `each` and `list` the same for
/// the items of a list.
#[allow(unused_macros)] // The same.
macro_rules! request {
    (
        $operation:ident = $constant:ident: $method:ident $name:literal
            [$start:literal $($argument:literal $behind:literal)*] $($read:ident)::+ -> $output:ty;
        $($key:ident = $value:expr;)*
        $($(#[$about:meta])* $index:literal => $setter:ident: $how:ident($given:ty);)*
    ) => {
        #[doc = concat!("The operation `", $name, "`: its answer is `", stringify!($output), "`.")]
        pub enum $operation {}

        static $constant: Operation = Operation {
            name: $name,
            method: &http::Method::$method,
            start: $start,
            path: &[$(($argument, $behind)),*],
            $($key: $value,)*
            ..Operation::USUAL
        };

        impl runtime::Described for $operation {
            type Output = $output;
            const OPERATION: &'static Operation = &$constant;
            const READ: runtime::response::Read<$output> = $($read)::+;
        }

        runtime::request::setters!($operation $([$(#[$about])* $index $setter $how $given])*);
    };
}

/// The setters of the requests of an operation, if it has any.
#[allow(unused_macros)] // The same.
macro_rules! setters {
    ($operation:ident) => {};
    ($operation:ident $([$($setter:tt)*])+) => {
        impl Request<$operation> {
            $(runtime::request::setter!($($setter)*);)+
        }
    };
}

/// The setter of a parameter.
#[allow(unused_macros)] // The same.
macro_rules! setter {
    ($(#[$about:meta])* $index:literal $setter:ident value $given:ty) => {
        $(#[$about])*
        #[inline]
        pub fn $setter(self, $setter: $given) -> Self {
            Self(self.0.set($index, &$setter), self.1)
        }
    };
    ($(#[$about:meta])* $index:literal $setter:ident into $given:ty) => {
        $(#[$about])*
        #[inline]
        pub fn $setter(self, $setter: impl Into<$given>) -> Self {
            Self(self.0.put::<$given>($index, $setter), self.1)
        }
    };
    ($(#[$about:meta])* $index:literal $setter:ident each $given:ty) => {
        $(#[$about])*
        #[inline]
        pub fn $setter(self, $setter: impl IntoIterator<Item = $given>) -> Self {
            Self(self.0.list::<$given>($index, $setter), self.1)
        }
    };
    ($(#[$about:meta])* $index:literal $setter:ident list $given:ty) => {
        $(#[$about])*
        #[inline]
        pub fn $setter(self, $setter: impl IntoIterator<Item = impl Into<$given>>) -> Self {
            Self(self.0.list::<$given>($index, $setter), self.1)
        }
    };
}

#[allow(unused_imports)] // The same.
pub(crate) use {awaited, request, requests, setter, setters};
