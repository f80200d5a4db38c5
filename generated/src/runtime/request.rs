//! `request!`: what all requests have in common.

/// `request!(Name: how its answer is read -> what it gives)`.
#[allow(unused_macros)] // A document may have no operations.
macro_rules! request {
    ($request:ident: $read:ident -> $output:ty) => {
        impl $request {
            /// Sends a header with this call. Headers that the client sets itself are replaced.
            pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
                Self { call: self.call.header(name.into(), value.into()) }
            }

            /// Adds a parameter to the query of this call.
            pub fn query(self, name: &str, value: &str) -> Self {
                Self { call: self.call.query(name, value) }
            }

            /// The request, without credentials, for those who send it by other means.
            ///
            /// # Errors
            ///
            /// An argument that cannot be sent, or a setting of the client that is missing.
            pub fn to_request(&self) -> Result<http::Request<bytes::Bytes>, runtime::Error> {
                self.call.request()
            }

            /// Reads an answer that came by other means.
            ///
            /// # Errors
            ///
            /// Any answer that is not the promised success.
            pub fn read(&self, response: http::Response<bytes::Bytes>) -> Result<runtime::Response<$output>, runtime::Error> {
                self.call.read(response, runtime::response::$read)
            }

            /// Sends the call.
            ///
            /// # Errors
            ///
            /// Anything but the promised success.
            pub async fn send(self) -> Result<$output, runtime::Error> {
                Ok(self.send_raw().await?.into_inner())
            }

            /// Sends the call and gives everything around its answer, too: status, headers, request id.
            ///
            /// # Errors
            ///
            /// Anything but the promised success.
            pub async fn send_raw(self) -> Result<runtime::Response<$output>, runtime::Error> {
                self.call.send(runtime::response::$read).await
            }
        }

        impl IntoFuture for $request {
            type Output = Result<$output, runtime::Error>;
            type IntoFuture = runtime::transport::BoxFuture<'static, Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.send())
            }
        }
    };
}

#[allow(unused_imports)] // A document may have no operations.
pub(crate) use request;
