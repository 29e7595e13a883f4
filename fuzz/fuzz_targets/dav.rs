//! Any bytes as a DAV request: body, headers and path. Each is read or refused, with a sentence that can be answered.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ta_dav::{
    DavPath, Depth, Destination, EntityTags, Href, IfHeader, MakeCollection, Overwrite, Preferences,
    Propfind, Proppatch, Report, UrlReference, XmlError,
};

fuzz_target!(|bytes: &[u8]| {
    answerable(Propfind::parse(bytes));
    answerable(Proppatch::parse(bytes));
    answerable(MakeCollection::parse_mkcol(bytes));
    answerable(MakeCollection::parse_mkcalendar(bytes));
    answerable(Report::parse(bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        read_headers(text);
        read_path(text);
    }
});

fn answerable<T>(read: Result<T, XmlError>) {
    if let Err(error) = read {
        let sentence = error.to_string();
        assert!(!sentence.is_empty() && sentence.len() < 2000, "{sentence}");
        if let Some(precondition) = error.precondition() {
            assert!((400..600).contains(&precondition.status_code()));
            precondition.error_body(&sentence);
        }
    }
}

fn read_headers(text: &str) {
    let _ = Depth::parse(Some(text), Depth::Infinity);
    let _ = Destination::parse(Some(text));
    let _ = Overwrite::parse(Some(text));
    let _ = IfHeader::parse(Some(text));
    let _ = EntityTags::if_match(Some(text));
    let _ = EntityTags::if_none_match(Some(text));
    let _ = Preferences::parse([text], Some(text));
    let _ = UrlReference::parse(text);
}

/// A path that is read is written so that it is read as the same.
fn read_path(text: &str) {
    if let Ok(path) = DavPath::parse(text) {
        let href = Href::from(&path);
        assert_eq!(DavPath::parse(href.as_str()), Ok(path));
    }
}
