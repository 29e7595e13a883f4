//! A line of `iptables-save` in words.

/// Parts a line at blanks. A word in double quotes may hold blanks, and `\` before a sign means that sign.
pub(super) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut is_quoted = false;
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => {
                is_quoted = !is_quoted;
                word.get_or_insert_default();
            }
            '\\' if is_quoted => word.get_or_insert_default().extend(signs.next()),
            sign if sign.is_whitespace() && !is_quoted => words.extend(word.take()),
            sign => word.get_or_insert_default().push(sign),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn quotes_hold_a_word_together() {
        let line = r#"-A INPUT -m comment --comment "say \"hello\" -j ACCEPT" --x """#;
        let expected = ["-A", "INPUT", "-m", "comment", "--comment", r#"say "hello" -j ACCEPT"#, "--x", ""];
        assert_eq!(words(line), expected);
    }
}
