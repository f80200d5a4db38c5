//! A server on the loopback interface that does what a script says: it keeps every byte that came in, and sends the bytes it was given.

mod answer;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::sleep;

pub use answer::Answer;

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Request {
    pub method: String,
    pub target: String,
    /// Names in lower case, in the order of arrival.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    fn read(head: &str, body: Vec<u8>) -> Self {
        let (first, rest) = head.split_once("\r\n").unwrap();
        let parts: Vec<&str> = first.split(' ').collect();
        assert!(parts.len() == 3 && parts[2] == "HTTP/1.1", "{first}");
        let pairs = rest.split("\r\n").map(|line| line.split_once(": ").unwrap());
        let headers = pairs.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        Self { method: parts[0].to_owned(), target: parts[1].to_owned(), headers, body }
    }

    /// The header lines, sorted.
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        lines.sort();
        lines
    }

    /// The value of a header that stands once.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} stands twice");
        value
    }
}

#[derive(Default)]
struct Log {
    requests: Vec<Request>,
    connections: usize,
    open: usize,
    repeated: usize,
}

type Script = Arc<dyn Fn(usize, &Request) -> Answer + Send + Sync>;

/// The server. It ends when it is dropped.
pub struct Server {
    pub address: SocketAddr,
    log: Arc<Mutex<Log>>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// Gives these answers in turn, then the last of them again and again.
    pub async fn with(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers: Vec<Answer> = answers.into_iter().collect();
        Self::start(move |index, _| answers[index.min(answers.len() - 1)].clone()).await
    }

    /// Asks `script` for the answer to each request; they are counted from 0.
    pub async fn start(script: impl Fn(usize, &Request) -> Answer + Send + Sync + 'static) -> Self {
        Self::listen(0, script).await
    }

    /// Tears so many connections down as soon as they are made, then gives this answer.
    pub async fn resetting(connections: usize, answer: Answer) -> Self {
        Self::listen(connections, move |_, _| answer.clone()).await
    }

    async fn listen(resets: usize, script: impl Fn(usize, &Request) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let log = Arc::new(Mutex::new(Log::default()));
        let script: Script = Arc::new(script);
        let shared = Arc::clone(&log);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (log, script) = (Arc::clone(&shared), Arc::clone(&script));
                let connections = {
                    let mut log = log.lock().unwrap();
                    log.connections += 1;
                    log.connections
                };
                if connections <= resets {
                    // The other side has to see that it is there.
                    sleep(Duration::from_millis(20)).await;
                    stream.set_zero_linger().unwrap();
                    continue;
                }
                tokio::spawn(async move {
                    log.lock().unwrap().open += 1;
                    converse(stream, &log, &script).await;
                    log.lock().unwrap().open -= 1;
                });
            }
        });
        Self { address, log, task }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.log.lock().unwrap().requests.clone()
    }

    /// The only request.
    pub fn request(&self) -> Request {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    }

    /// The targets of the requests so far.
    pub fn targets(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.target).collect()
    }

    pub fn connections(&self) -> usize {
        self.log.lock().unwrap().connections
    }

    /// The connections that nobody has ended.
    pub fn open(&self) -> usize {
        self.log.lock().unwrap().open
    }

    /// How many bytes of endless bodies were sent.
    pub fn repeated(&self) -> usize {
        self.log.lock().unwrap().repeated
    }
}

/// Answers the requests of one connection until either side hangs up.
async fn converse(mut stream: TcpStream, log: &Mutex<Log>, script: &Script) {
    let mut received = Vec::new();
    while let Some(request) = receive(&mut stream, &mut received).await {
        let index = {
            let mut log = log.lock().unwrap();
            log.requests.push(request.clone());
            log.requests.len() - 1
        };
        let answer = script(index, &request);
        if !answer.send(&mut stream, log).await.unwrap_or_default() {
            return;
        }
    }
}

async fn receive(stream: &mut TcpStream, received: &mut Vec<u8>) -> Option<Request> {
    let end = loop {
        if let Some(end) = received.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        more(stream, received).await?;
    };
    let head = String::from_utf8(received[..end].to_vec()).expect("a head in ASCII or UTF-8");
    let mut request = Request::read(&head, Vec::new());
    let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
    while received.len() < end + 4 + length {
        more(stream, received).await?;
    }
    request.body = received[end + 4..end + 4 + length].to_vec();
    received.drain(..end + 4 + length);
    Some(request)
}

async fn more(stream: &mut TcpStream, received: &mut Vec<u8>) -> Option<()> {
    let mut buffer = [0; 8192];
    let count = stream.read(&mut buffer).await.ok()?;
    received.extend_from_slice(&buffer[..count]);
    (count > 0).then_some(())
}
