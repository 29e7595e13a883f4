//! Content lines as bytes (RFC 5545 §3.1), found without the crate.

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Parts a stream into its content lines, folds and line ends included. Blank lines are lines of their own, and so is a
/// byte order mark.
pub(crate) fn split(stream: &[u8]) -> Vec<&[u8]> {
    let mut starts = vec![0];
    starts.extend(stream.starts_with(BYTE_ORDER_MARK).then_some(BYTE_ORDER_MARK.len()));
    let line_ends = stream.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at);
    starts.extend(line_ends.map(|at| at + 1).filter(|next| {
        let first = stream.get(*next);
        first.is_some_and(|byte| !b" \t".contains(byte))
    }));
    let ends = starts.iter().copied().skip(1).chain([stream.len()]);
    starts.iter().zip(ends).map(|(start, end)| &stream[*start..end]).collect()
}

/// What a content line says: its folds undone, its line end gone.
pub(crate) fn unfolded(line: &[u8]) -> Vec<u8> {
    let physical = line.split_inclusive(|byte| *byte == b'\n').enumerate();
    let contents = physical.map(|(index, physical)| {
        let content =
            physical.strip_suffix(b"\n").map_or(physical, |rest| rest.strip_suffix(b"\r").unwrap_or(rest));
        if index == 0 { content } else { &content[1..] }
    });
    contents.flatten().copied().collect()
}

/// The name of a content line, in upper case.
pub(crate) fn name(line: &[u8]) -> Vec<u8> {
    let line = unfolded(line);
    line.split(|byte| b";:".contains(byte)).next().unwrap_or_default().to_ascii_uppercase()
}

/// What a content line says up to and with the colon before its value: the first that is not in quotes.
pub(crate) fn head(line: &[u8]) -> Vec<u8> {
    let mut line = unfolded(line);
    let mut quoted = false;
    let colon = line.iter().position(|byte| {
        quoted ^= *byte == b'"';
        *byte == b':' && !quoted
    });
    line.truncate(colon.map_or(0, |colon| colon + 1));
    line
}

/// Lines one after another.
pub(crate) fn joined<'l>(lines: impl IntoIterator<Item = &'l [u8]>) -> Vec<u8> {
    lines.into_iter().flatten().copied().collect()
}

#[test]
fn lines_are_parted_at_line_ends_that_no_blank_follows() {
    let stream = b"A:1\r\nB:2\r\n 3\r\n\t4\nC\r\n\r\nD:5";
    assert_eq!(split(stream), [&b"A:1\r\n"[..], b"B:2\r\n 3\r\n\t4\n", b"C\r\n", b"\r\n", b"D:5"]);
    assert_eq!(unfolded(b"B:2\r\n 3\r\n\t4\n"), b"B:234");
    assert_eq!(head(b"a;x=\"b:\r\n c\":d:e\r\n"), b"a;x=\"b:c\":");
    assert_eq!(name(b"a;x=\"b:c\":d:e\r\n"), b"A");
}
