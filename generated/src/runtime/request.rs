//! `request!`: what all requests have in common.

/// The table of an operation → its request type, with the setters of what may be given.
///
/// ```text
/// Request = STATIC: METHOD "name" ["start of the path" parameter "text behind it" …] how its answer is read -> what it gives;
/// what differs from `Operation::USUAL = value;
/// parameter => setter: how(what it takes);
/// ```
///
/// Parameters go by their index. How a setter takes its value: `value` as it is, `into` by conversion, `each` and `list` the same for
/// the items of a list.
#[allow(unused_macros)] // A document may have no operations.
macro_rules! request {
    (
        $request:ident = $constant:ident: $method:ident $name:literal
            [$start:literal $($argument:literal $behind:literal)*] $($read:ident)::+ -> $output:ty;
        $($key:ident = $value:expr;)*
        $($(#[$about:meta])* $index:literal => $setter:ident: $how:ident($given:ty);)*
    ) => {
        #[doc = concat!("A call of `", $name, "`.")]
        #[must_use = "a request does nothing until it is sent or awaited"]
        #[derive(Debug, Clone)]
        pub struct $request {
            call: Call,
        }

        static $constant: Operation = Operation {
            name: $name,
            method: &http::Method::$method,
            start: $start,
            path: &[$(($argument, $behind)),*],
            $($key: $value,)*
            ..Operation::USUAL
        };

        runtime::mocked!($request, $constant, $output);

        impl $request {
            $(runtime::request::setter!($(#[$about])* $index $setter $how $given);)*

            /// Sends a header with this call. Headers that the client sets itself are replaced, but for those of credentials.
            #[inline]
            pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
                Self { call: self.call.header(name.into(), value.into()) }
            }

            /// Adds a parameter to the query of this call.
            #[inline]
            pub fn query(self, name: &str, value: &str) -> Self {
                Self { call: self.call.query(name, value) }
            }

            /// Decides otherwise than the client whether this call is attempted again: `Retry::none()`, or a policy of your own.
            #[inline]
            pub fn with_retry(self, policy: impl runtime::RetryPolicy + 'static) -> Self {
                Self { call: self.call.retry(policy) }
            }

            /// How long making a connection for this call may take.
            #[inline]
            pub fn with_connect_timeout(self, timeout: std::time::Duration) -> Self {
                Self { call: self.call.connect_timeout(timeout) }
            }

            /// How long one attempt of this call may take, to the last byte of its answer.
            #[inline]
            pub fn with_attempt_timeout(self, timeout: std::time::Duration) -> Self {
                Self { call: self.call.attempt_timeout(timeout) }
            }

            /// How long this call may take with all its attempts and the waits between them.
            #[inline]
            pub fn with_timeout(self, timeout: std::time::Duration) -> Self {
                Self { call: self.call.timeout(timeout) }
            }

            /// The request, without credentials, for those who send it by other means.
            ///
            /// # Errors
            ///
            /// An argument that cannot be sent, or a setting of the client that is missing.
            #[inline]
            pub fn to_request(&self) -> Result<http::Request<bytes::Bytes>, runtime::Error> {
                self.call.to_request()
            }

            /// Reads an answer that came by other means.
            ///
            /// # Errors
            ///
            /// Any answer that is not the promised success.
            #[inline]
            pub fn read(&self, response: http::Response<bytes::Bytes>) -> Result<runtime::Response<$output>, runtime::Error> {
                self.call.read(response, $($read)::+)
            }

            /// Sends the call.
            ///
            /// # Errors
            ///
            /// Anything but the promised success.
            #[inline]
            pub fn send(self) -> runtime::Sending<$output> {
                runtime::sent(self.call.send($($read)::+))
            }

            /// Sends the call and gives everything around its answer, too: status, headers, request id.
            ///
            /// # Errors
            ///
            /// Anything but the promised success.
            #[inline]
            pub fn send_raw(self) -> runtime::Sending<runtime::Response<$output>> {
                runtime::sent(self.call.send_raw($($read)::+))
            }
        }

        runtime::awaited!($request -> $output);
    };
}

/// Requests can be awaited themselves.
#[allow(unused_macros)] // A document may have no operations.
macro_rules! awaited {
    ($request:ident -> $output:ty) => {
        impl IntoFuture for $request {
            type Output = Result<$output, runtime::Error>;
            type IntoFuture = runtime::Sending<$output>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    };
}

/// The setter of a parameter.
#[allow(unused_macros)] // A document may have no operations.
macro_rules! setter {
    ($(#[$about:meta])* $index:literal $setter:ident value $given:ty) => {
        $(#[$about])*
        #[inline]
        pub fn $setter(self, $setter: $given) -> Self {
            Self { call: self.call.set($index, &$setter) }
        }
    };
    ($(#[$about:meta])* $index:literal $setter:ident into $given:ty) => {
        $(#[$about])*
        #[inline]
        pub fn $setter(self, $setter: impl Into<$given>) -> Self {
            Self { call: self.call.put::<$given>($index, $setter) }
        }
    };
    ($(#[$about:meta])* $index:literal $setter:ident each $given:ty) => {
        $(#[$about])*
        #[inline]
        pub fn $setter(self, $setter: impl IntoIterator<Item = $given>) -> Self {
            Self { call: self.call.list::<$given>($index, $setter) }
        }
    };
    ($(#[$about:meta])* $index:literal $setter:ident list $given:ty) => {
        $(#[$about])*
        #[inline]
        pub fn $setter(self, $setter: impl IntoIterator<Item = impl Into<$given>>) -> Self {
            Self { call: self.call.list::<$given>($index, $setter) }
        }
    };
}

#[allow(unused_imports)] // A document may have no operations.
pub(crate) use {awaited, request, setter};
