//! From logical lines to a tree of components: BEGIN and END (RFC 5545 §3.4 and §3.6).

use super::scan::{ScanError, scan};
use super::span::Span;
use super::unfold::{LogicalLine, Unfolded, line_number};
use super::{Limits, ParseError};

/// The index entry of one content line. The tree is the list itself: what lies between a BEGIN and its END is inside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its bytes in the stream, folds and line end included.
    pub(super) raw: Span,
    /// Its characters in the unfolded text.
    pub(super) text: Span,
    /// End of the name in the unfolded text.
    pub(super) name_end: u32,
    /// Start of the value in the unfolded text.
    pub(super) value_start: u32,
    /// What the line does in the tree.
    pub(super) role: Role,
}

/// What a content line does in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Property,
    /// Opens a component that the line with this index ends.
    Begin {
        end: u32,
    },
    End,
}

impl Line {
    pub(super) const fn name(&self) -> Span {
        Span { start: self.text.start, end: self.name_end }
    }

    /// The parameters, from the first semicolon to before the colon.
    pub(super) const fn params(&self) -> Span {
        Span { start: self.name_end, end: self.value_start - 1 }
    }

    pub(super) const fn value(&self) -> Span {
        Span { start: self.value_start, end: self.text.end }
    }
}

/// Indexes the content lines of a stream and matches every BEGIN with its END, without recursion. Blank lines between
/// content lines get no entry.
pub(super) fn nest(bytes: &[u8], unfolded: &Unfolded, limits: Limits) -> Result<Vec<Line>, ParseError> {
    let mut tree = Nesting {
        bytes,
        text: &unfolded.text,
        lines: Vec::with_capacity(unfolded.lines.len()),
        open: Vec::new(),
    };
    for logical in &unfolded.lines {
        if !logical.text.of(&unfolded.text).trim_ascii().is_empty() {
            tree.take(*logical, limits.depth)?;
        }
    }
    tree.finish()
}

struct Nesting<'a> {
    bytes: &'a [u8],
    text: &'a str,
    lines: Vec<Line>,
    /// Indexes of the BEGIN lines that are open, innermost last.
    open: Vec<usize>,
}

impl Nesting<'_> {
    fn take(&mut self, logical: LogicalLine, depth: usize) -> Result<(), ParseError> {
        let line = self.scan(logical)?;
        let name = line.name().of(self.text);
        if name.eq_ignore_ascii_case("BEGIN") {
            self.begin(line, depth)
        } else if name.eq_ignore_ascii_case("END") {
            self.end(line)
        } else if self.open.is_empty() {
            Err(ParseError::OutsideComponent { line: self.number(&line) })
        } else {
            self.lines.push(line);
            Ok(())
        }
    }

    fn scan(&self, LogicalLine { raw, text }: LogicalLine) -> Result<Line, ParseError> {
        let parts = scan(text.of(self.text)).map_err(|fault| {
            let line = line_number(self.bytes, raw);
            match fault {
                ScanError::NoName => ParseError::NoName { line },
                ScanError::NoColon => ParseError::NoColon { line },
                ScanError::BadParameter => ParseError::BadParameter { line },
                ScanError::UnterminatedQuote => ParseError::UnterminatedQuote { line },
            }
        })?;
        let name_end = text.start + parts.name_end as u32;
        let value_start = text.start + parts.value_start as u32;
        Ok(Line { raw, text, name_end, value_start, role: Role::Property })
    }

    fn begin(&mut self, line: Line, depth: usize) -> Result<(), ParseError> {
        if self.open.is_empty() && !self.component_name(&line).eq_ignore_ascii_case("VCALENDAR") {
            return Err(ParseError::NotVcalendar {
                line: self.number(&line),
                name: self.clipped_name(&line),
            });
        }
        if self.open.len() >= depth {
            return Err(ParseError::TooDeep { line: self.number(&line), limit: depth });
        }
        self.open.push(self.lines.len());
        self.lines.push(line);
        Ok(())
    }

    fn end(&mut self, line: Line) -> Result<(), ParseError> {
        let Some(opened) = self.open.pop() else {
            return Err(ParseError::UnexpectedEnd {
                line: self.number(&line),
                name: self.clipped_name(&line),
            });
        };
        let end = self.lines.len() as u32;
        let Some(begin) = self.lines.get_mut(opened) else { return Ok(()) };
        begin.role = Role::Begin { end };
        let begin = *begin;
        if !self.component_name(&line).eq_ignore_ascii_case(self.component_name(&begin)) {
            return Err(ParseError::MismatchedEnd {
                line: self.number(&line),
                name: self.clipped_name(&line),
                open: self.clipped_name(&begin),
                open_line: self.number(&begin),
            });
        }
        self.lines.push(Line { role: Role::End, ..line });
        Ok(())
    }

    fn finish(self) -> Result<Vec<Line>, ParseError> {
        let unclosed = self.open.last().and_then(|opened| self.lines.get(*opened));
        match unclosed {
            Some(begin) => {
                Err(ParseError::Unclosed { line: self.number(begin), name: self.clipped_name(begin) })
            }
            None if self.lines.is_empty() => Err(ParseError::Empty),
            None => Ok(self.lines),
        }
    }

    fn component_name(&self, line: &Line) -> &str {
        line.value().of(self.text).trim_ascii()
    }

    /// The name for a message, which must not grow with the input.
    fn clipped_name(&self, line: &Line) -> String {
        const CHARS_MAX: usize = 40;
        self.component_name(line).chars().take(CHARS_MAX).collect()
    }

    fn number(&self, line: &Line) -> u32 {
        line_number(self.bytes, line.raw)
    }
}
