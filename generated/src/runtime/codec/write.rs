//! Writing a shape as a JSON text: what serde_json makes of it, without looking at every byte of every text one by one.

use serde::ser::Error as _;
use serde_json::Value;

use super::Shape;
use super::encode::{INFINITE, Name};

/// Encodes a value as a JSON text.
///
/// # Errors
///
/// A number that is not finite.
pub fn to_json(shape: Shape<'_>) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(512);
    // Within, an error is a pointer, which costs those least who have none.
    write(&shape, &mut out).map_err(|error| error.to_string())?;
    Ok(out)
}

// By reference: a shape that is passed on by value is read again while it is still being written.
pub(super) fn write(shape: &Shape<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    match shape {
        Shape::Null => out.extend_from_slice(b"null"),
        Shape::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Shape::Integer(value) => serde_json::to_writer(&mut *out, value)?,
        Shape::Unsigned(value) => serde_json::to_writer(&mut *out, value)?,
        Shape::Float(value) if value.is_finite() => serde_json::to_writer(&mut *out, value)?,
        Shape::Float(_) => return Err(serde_json::Error::custom(INFINITE)),
        Shape::Value(Value::Number(value)) => out.extend_from_slice(value.to_string().as_bytes()),
        Shape::Value(_) => write(&shape.open(), out)?,
        Shape::Made(value) => write(&Shape::Value(&value.make()?), out)?,
        Shape::Text(text) => write_text(text, out),
        Shape::List(items) => {
            out.push(b'[');
            let mut result = Ok(());
            let mut first = true;
            items.each(&mut |item| {
                if result.is_ok() {
                    separate(&mut first, out);
                    result = write(&item, out);
                }
            });
            out.push(b']');
            result?;
        }
        Shape::Object(members) => {
            out.push(b'{');
            let mut result = Ok(());
            let mut first = true;
            members.parts(&mut |part| {
                if result.is_ok() {
                    let mut present = part.iter().filter(|member| member.is_there());
                    result = present.try_for_each(|member| {
                        write_name(member.name, &mut first, out);
                        member.value.write(out)
                    });
                }
            });
            out.push(b'}');
            result?;
        }
    }
    Ok(())
}

/// A comma, unless it would be before the first.
#[inline]
fn separate(first: &mut bool, out: &mut Vec<u8>) {
    if !std::mem::take(first) {
        out.push(b',');
    }
}

#[inline]
fn write_name(name: Name<'_>, first: &mut bool, out: &mut Vec<u8>) {
    match name {
        Name::Field(json) => out.extend_from_slice(json.as_bytes().get(usize::from(std::mem::take(first))..).unwrap_or_default()),
        Name::Key(key) => {
            separate(first, out);
            write_text(key, out);
            out.push(b':');
        }
    }
}

pub(super) fn write_text(text: &str, out: &mut Vec<u8>) {
    out.reserve(text.len() + 3);
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some((plain, [special, after @ ..])) = rest.split_at_checked(unescaped(rest)) {
        out.extend_from_slice(plain);
        write_special(*special, out);
        rest = after;
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

fn write_special(byte: u8, out: &mut Vec<u8>) {
    let escaped: &[u8] = match byte {
        b'"' => b"\\\"",
        b'\\' => b"\\\\",
        b'\n' => b"\\n",
        b'\r' => b"\\r",
        b'\t' => b"\\t",
        8 => b"\\b",
        12 => b"\\f",
        _ => return out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
    };
    out.extend_from_slice(escaped);
}

/// How many bytes stand before the first that has to be escaped. Eight at a time, the last of them once more rather than one by one.
fn unescaped(text: &[u8]) -> usize {
    let all = text.len();
    if let Some(last) = text.last_chunk() {
        let part = text.chunks_exact(8).map(|part| part.first_chunk().map_or(8, |part| unescaped_of(*part)));
        let whole = part.enumerate().find(|(_, plain)| *plain < 8);
        whole.map_or_else(|| all - 8 + unescaped_of(*last), |(part, plain)| part * 8 + plain)
    } else if let (Some([a, b, c, d]), Some([e, f, g, h])) = (text.first_chunk(), text.last_chunk()) {
        let plain = unescaped_of([*a, *b, *c, *d, *e, *f, *g, *h]);
        if plain < 4 { plain } else { all + plain - 8 }
    } else {
        text.iter().position(|byte| *byte < b' ' || *byte == b'"' || *byte == b'\\').unwrap_or(all)
    }
}

#[inline]
fn unescaped_of(bytes: [u8; 8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let bytes = u64::from_le_bytes(bytes);
    // The highest bit of each byte below the limit, and perhaps of bytes after one: what is borrowed from a byte makes the next look lower.
    let below = |bytes: u64, limit: u8| bytes.wrapping_sub(ONES * u64::from(limit)) & !bytes & (ONES << 7);
    let is = |byte: u8| below(bytes ^ (ONES * u64::from(byte)), 1);
    (below(bytes, b' ') | is(b'"') | is(b'\\')).trailing_zeros() as usize / 8
}
