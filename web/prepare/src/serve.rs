//! Serves the files of a folder, on this machine only.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::thread;

/// Serves until the program is stopped. The port 0 selects a free one. Prints the address.
pub(crate) fn serve(site: &Path, port: u16) -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = listener.map_err(|error| {
        let message =
            format!("port {port} cannot be used ({error}); write another one: `web/serve PORT`");
        io::Error::new(error.kind(), message)
    })?;
    println!("http://localhost:{}/", listener.local_addr()?.port());
    for stream in listener.incoming() {
        let (stream, site) = (stream?, site.to_path_buf());
        // A browser that closes a connection early is no reason to stop.
        thread::spawn(move || answer(&stream, &site).unwrap_or_else(|error| eprintln!("{error}")));
    }
    Ok(())
}

/// Answers one request: `GET /name HTTP/1.1`.
fn answer(mut stream: &TcpStream, site: &Path) -> io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = first.split(' ').nth(1).unwrap_or_default();
    let name = path
        .split('?')
        .next()
        .unwrap_or_default()
        .trim_start_matches('/');
    let name = if name.is_empty() { "index.html" } else { name };
    // The folder has no folders, so a name with a separator is not one of its files.
    let is_name = !name.contains(['/', '\\']) && !name.starts_with('.');
    let body = is_name.then(|| fs::read(site.join(name)).ok());
    match body.flatten() {
        Some(body) => {
            let (kind, length) = (kind(name), body.len());
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            )?;
            stream.write_all(&body)
        }
        None => write!(
            stream,
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        ),
    }
}

/// The type of a file, as browsers need it.
fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
