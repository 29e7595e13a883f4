//! The bytes of one object, put together from stretches of the stream.

use std::ops::Range;

use super::lines::LineIndex;

const END: &[u8] = b"END:VCALENDAR\r\n";

/// An object in the making, which remembers where each stretch of it came from.
pub(super) struct Draft<'a> {
    stream: &'a [u8],
    bytes: Vec<u8>,
    stretches: Vec<Stretch>,
}

/// Where a stretch begins.
struct Stretch {
    in_draft: usize,
    in_stream: usize,
}

impl<'a> Draft<'a> {
    /// Nothing yet of this stream.
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Self { stream, bytes: Vec::new(), stretches: Vec::new() }
    }

    /// Copies a stretch of the stream.
    pub(super) fn copy(&mut self, range: Range<usize>) {
        self.stretches.push(Stretch { in_draft: self.bytes.len(), in_stream: range.start });
        self.bytes.extend_from_slice(self.stream.get(range).unwrap_or_default());
    }

    /// Writes what the stream lacks, for the sake of what lies at a place of it.
    pub(super) fn add(&mut self, text: &str, in_stream: usize) {
        self.stretches.push(Stretch { in_draft: self.bytes.len(), in_stream });
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Writes the end of the VCALENDAR.
    pub(super) fn close(&mut self) {
        self.bytes.extend_from_slice(END);
    }

    /// The object's text.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The line of the stream that a line of the draft came from, both from 1.
    pub(super) fn line_in_stream(&self, line: u32, stream_lines: &LineIndex) -> u32 {
        let lines = LineIndex::of(&self.bytes);
        let starts_before = |stretch: &&Stretch| lines.line_at(stretch.in_draft) <= line;
        match self.stretches.iter().rev().find(starts_before) {
            Some(stretch) => {
                let into_stretch = line - lines.line_at(stretch.in_draft);
                stream_lines.line_at(stretch.in_stream) + into_stretch
            }
            None => line,
        }
    }
}
