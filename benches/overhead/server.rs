//! A server that answers every request with the sessions of an instance.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use serde_json::json;

pub const PROJECT: &str = "054e292c9880d4992f02c0196d3ea468";
pub const HTAP: &str = "af315b8e6aaa41799bd9a31f2de15abcin17";
/// How many sessions there are in an answer.
pub const SESSIONS: usize = 20;

/// Its address.
pub fn start() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answer = answer();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let answer = answer.clone();
            thread::spawn(move || serve(&stream.unwrap(), &answer));
        }
    });
    url
}

fn answer() -> Vec<u8> {
    let session = |id: usize| {
        json!({"id": id.to_string(), "user": "root", "host": "10.0.0.1:50224", "db": "orders", "command": "Query", "duration": 10,
               "state": "executing", "info": "SELECT * FROM orders WHERE id = 7"})
    };
    let body = json!({"process_list": (0..SESSIONS).map(session).collect::<Vec<_>>()}).to_string();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: 1\r\ncontent-length: {}\r\n\r\n", body.len());
    (head + &body).into_bytes()
}

/// Answers once for each head that ends in what was read. Requests have no bodies here.
fn serve(mut stream: &TcpStream, answer: &[u8]) {
    let (mut buffer, mut rest) = ([0; 16 * 1024], Vec::new());
    while let Ok(length @ 1..) = stream.read(&mut buffer) {
        rest.extend_from_slice(buffer.get(..length).unwrap_or_default());
        if rest.ends_with(b"\r\n\r\n") {
            rest.clear();
            if stream.write_all(answer).is_err() {
                return;
            }
        }
    }
}
