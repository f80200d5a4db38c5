//! What a server of this kind can do with a request.

use std::io;
use std::sync::Mutex;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::time::sleep;

use super::Log;

/// What the server sends, and what it does then.
#[derive(Debug, Clone)]
pub struct Answer {
    bytes: Vec<u8>,
    then: Then,
}

/// What comes after the bytes of an answer.
#[derive(Debug, Clone)]
enum Then {
    /// The next request.
    Listen,
    HangUp,
    /// A connection that is torn down, not ended: what the other side sends is refused.
    Reset,
    /// These bytes, one every 50 ms.
    Drip(Vec<u8>),
    /// These bytes, again and again.
    Repeat(Vec<u8>),
}

impl Answer {
    /// These bytes and nothing after them.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), then: Then::HangUp }
    }

    /// These bytes, and a connection that is torn down after them.
    pub fn reset(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), then: Then::Reset }
    }

    /// A head, and a body that goes on for as long as someone reads.
    pub fn endless(head: impl Into<Vec<u8>>, piece: impl Into<Vec<u8>>) -> Self {
        Self { bytes: head.into(), then: Then::Repeat(piece.into()) }
    }

    /// A whole answer with the headers that are given, each line with its end.
    pub fn new(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut bytes = format!("HTTP/1.1 {status} Scripted\r\n{headers}").into_bytes();
        if status != 204 && status != 304 {
            bytes.extend(format!("content-length: {}\r\n", body.len()).bytes());
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(body);
        Self { bytes, then: Then::Listen }
    }

    /// A JSON answer that has a request id.
    pub fn json(status: u16, body: &str) -> Self {
        Self::new(status, "content-type: application/json\r\nx-request-id: 5f3c09e1\r\n", body)
    }

    /// These bytes, then silence: the connection stays open.
    pub fn stalled(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), then: Then::Listen }
    }

    /// These bytes, then those: one every 50 ms.
    pub fn dripping(bytes: impl Into<Vec<u8>>, slowly: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), then: Then::Drip(slowly.into()) }
    }

    /// Sends it. Whether the connection lives on.
    pub(super) async fn send(&self, stream: &mut TcpStream, log: &Mutex<Log>) -> io::Result<bool> {
        stream.write_all(&self.bytes).await?;
        match &self.then {
            Then::Listen => return Ok(true),
            Then::HangUp => {}
            Then::Reset => {
                // What was sent has to arrive first.
                sleep(Duration::from_millis(20)).await;
                stream.set_zero_linger()?;
            }
            Then::Drip(slowly) => {
                for byte in slowly {
                    sleep(Duration::from_millis(50)).await;
                    stream.write_all(&[*byte]).await?;
                }
            }
            Then::Repeat(piece) => loop {
                stream.write_all(piece).await?;
                log.lock().unwrap().repeated += piece.len();
            },
        }
        Ok(false)
    }
}
