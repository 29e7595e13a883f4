//! The parts of one content line (RFC 5545 §3.1): `name *(";" param) ":" value`.

/// Where the parts of a content line lie, as offsets from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// End of the name.
    pub(super) name_end: usize,
    /// Start of the value; the parameters end at the colon before it.
    pub(super) value_start: usize,
}

/// Why a content line has no such parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScanError {
    NoName,
    NoColon,
    BadParameter,
    UnterminatedQuote,
}

/// Finds the parts of a content line.
pub(super) fn scan(line: &str) -> Result<Parts, ScanError> {
    let name_end = line.bytes().position(|byte| matches!(byte, b';' | b':')).ok_or(ScanError::NoColon)?;
    let name = line.get(..name_end).unwrap_or_default();
    if name.is_empty() || !name.bytes().all(is_name_byte) {
        return Err(ScanError::NoName);
    }
    let mut rest = line.get(name_end..).unwrap_or_default();
    while let Some(params) = rest.strip_prefix(';') {
        rest = after_param(params)?;
    }
    match rest.strip_prefix(':') {
        Some(value) => Ok(Parts { name_end, value_start: line.len() - value.len() }),
        None => Err(ScanError::NoColon),
    }
}

/// Wider than the RFC's letters, digits and hyphen: names with an underscore are in use.
const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b'=')
}

/// What follows one parameter.
fn after_param(param: &str) -> Result<&str, ScanError> {
    let (name, mut values) = param.split_once('=').ok_or(ScanError::BadParameter)?;
    if name.is_empty() || !name.bytes().all(|byte| is_name_byte(byte) && !matches!(byte, b':' | b';')) {
        return Err(ScanError::BadParameter);
    }
    loop {
        let rest = after_param_value(values)?;
        match rest.strip_prefix(',') {
            Some(next) => values = next,
            None => return Ok(rest),
        }
    }
}

/// What follows one parameter value. A quote counts only where a value starts; elsewhere it is a character of it.
pub(super) fn after_param_value(values: &str) -> Result<&str, ScanError> {
    if let Some(quoted) = values.strip_prefix('"') {
        let (_, rest) = quoted.split_once('"').ok_or(ScanError::UnterminatedQuote)?;
        return match rest.as_bytes().first() {
            Some(b',' | b';' | b':') => Ok(rest),
            Some(_) => Err(ScanError::BadParameter),
            None => Err(ScanError::NoColon),
        };
    }
    let end = values.bytes().position(|byte| matches!(byte, b',' | b';' | b':')).ok_or(ScanError::NoColon)?;
    Ok(values.get(end..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{Parts, ScanError, scan};

    #[test]
    fn plain_line() {
        assert_eq!(scan("SUMMARY:a:b"), Ok(Parts { name_end: 7, value_start: 8 }));
    }

    #[test]
    fn quoted_value_hides_separators() {
        let line = r#"X-FOO;X-BAR=1;X-BAZ="a;b:c,d",e:v"#;
        assert_eq!(scan(line), Ok(Parts { name_end: 5, value_start: line.len() - 1 }));
    }

    #[test]
    fn quote_inside_a_value_is_a_character() {
        assert_eq!(scan(r#"X;SIZE=3.5" disk:v"#), Ok(Parts { name_end: 1, value_start: 17 }));
    }

    #[test]
    fn faults_are_told_apart() {
        assert_eq!(scan(":x"), Err(ScanError::NoName));
        assert_eq!(scan("A B:x"), Err(ScanError::NoName));
        assert_eq!(scan("="), Err(ScanError::NoColon));
        assert_eq!(scan("X;A=b"), Err(ScanError::NoColon));
        assert_eq!(scan("X;A:b"), Err(ScanError::BadParameter));
        assert_eq!(scan("X;=a:b"), Err(ScanError::BadParameter));
        assert_eq!(scan(r#"X;A="b"c:d"#), Err(ScanError::BadParameter));
        assert_eq!(scan(r#"X;A="b:c"#), Err(ScanError::UnterminatedQuote));
    }
}
