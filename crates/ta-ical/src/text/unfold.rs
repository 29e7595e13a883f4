//! From bytes to logical lines: line ends, folds and character encoding (RFC 5545 §3.1).

use super::span::Span;
use super::{Limits, ParseError};

/// A stream with its folds undone.
#[derive(Debug)]
pub(super) struct Unfolded {
    /// The logical lines, a line feed after each.
    pub(super) text: String,
    /// Where each logical line lies. Blank lines are among them.
    pub(super) lines: Vec<LogicalLine>,
}

/// One content line, wherever its bytes were folded.
#[derive(Clone, Copy, Debug)]
pub(super) struct LogicalLine {
    /// Its bytes in the stream, folds and line end included.
    pub(super) raw: Span,
    /// Its characters in the unfolded text, without the line feed.
    pub(super) text: Span,
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Undoes the folds of a stream. Lines may end in CRLF or LF alone, a fold may be a blank or a tab and may cut a
/// character in two, and a byte order mark may come first.
pub(super) fn unfold(bytes: &[u8], limits: Limits) -> Result<Unfolded, ParseError> {
    let limit_bytes = limits.bytes.min(Limits::BYTES_MAX);
    if bytes.len() > limit_bytes {
        return Err(ParseError::TooLarge { size_bytes: bytes.len(), limit_bytes });
    }
    let mut unfolding =
        Unfolding { text: Vec::with_capacity(bytes.len() + 1), lines: Vec::with_capacity(bytes.len() / 24) };
    let body = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mut start = bytes.len() - body.len();
    for (number, physical) in (1..).zip(body.split_inclusive(|byte| *byte == b'\n')) {
        let raw = Span::new(start, start + physical.len());
        unfolding.take(physical, raw, number, limits.content_lines)?;
        start += physical.len();
    }
    unfolding.into_text(bytes)
}

struct Unfolding {
    text: Vec<u8>,
    lines: Vec<LogicalLine>,
}

impl Unfolding {
    fn take(&mut self, physical: &[u8], raw: Span, line: u32, limit: usize) -> Result<(), ParseError> {
        let content = without_line_end(physical);
        if let Some(&byte) = content.iter().find(|byte| **byte < b' ' && **byte != b'\t') {
            return Err(ParseError::ControlCharacter { line, byte });
        }
        let lines_before = self.lines.len();
        if let ([b' ' | b'\t', rest @ ..], Some(folded)) = (content, self.lines.last_mut()) {
            self.text.pop();
            self.text.extend_from_slice(rest);
            folded.raw.end = raw.end;
            folded.text.end = self.text.len() as u32;
        } else if lines_before < limit {
            let text = Span::new(self.text.len(), self.text.len() + content.len());
            self.text.extend_from_slice(content);
            self.lines.push(LogicalLine { raw, text });
        } else {
            return Err(ParseError::TooManyLines { line, limit });
        }
        // A line feed between lines keeps half a character at the end of one from joining the next.
        self.text.push(b'\n');
        Ok(())
    }

    fn into_text(self, bytes: &[u8]) -> Result<Unfolded, ParseError> {
        match String::from_utf8(self.text) {
            Ok(text) => Ok(Unfolded { text, lines: self.lines }),
            Err(error) => {
                let valid_to = error.utf8_error().valid_up_to() as u32;
                let faulty = self.lines.iter().rfind(|line| line.text.start <= valid_to);
                Err(ParseError::NotUtf8 { line: faulty.map_or(1, |line| line_number(bytes, line.raw)) })
            }
        }
    }
}

fn without_line_end(physical: &[u8]) -> &[u8] {
    match physical {
        [content @ .., b'\r', b'\n'] | [content @ .., b'\n'] => content,
        content => content,
    }
}

/// The number, from 1, of the line of `bytes` at which a stretch begins.
pub(super) fn line_number(bytes: &[u8], raw: Span) -> u32 {
    let before = bytes.get(..raw.start as usize).unwrap_or_default();
    1 + before.iter().filter(|byte| **byte == b'\n').count() as u32
}
