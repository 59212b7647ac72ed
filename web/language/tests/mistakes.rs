//! The messages of a line, and what they underline. A call of the macro can be around a line.

use language::describe;

#[test]
fn a_mistake_has_the_message_of_the_compiler_and_its_place() {
    let description = describe("é: 784 => Dense<128, Relu> => Dense<64 -> 10>");
    assert!(description.contains("\"networks\":[]"), "{description}");
    let line = "784 => /* é𝄞 */ Dense<128, Relu> => Dense<64 -> 10>";
    let description = describe(line);
    let message = "this `Dense` takes 64 values, but its input has 128; write `128`, or leave the input size out";
    let start = line[..line.find("64").unwrap()].encode_utf16().count();
    let expected = format!(
        "{{\"message\":\"{message}\",\"start\":{start},\"end\":{}}}",
        start + 2
    );
    assert!(
        description.contains(&expected),
        "{expected} in {description}"
    );
}

/// The first message of a line, and the bytes that it underlines.
fn mistake(line: &str) -> (String, String) {
    let description = describe(line);
    let after = |name: &str| {
        let (_, rest) = description
            .split_once(name)
            .unwrap_or_else(|| panic!("{name} in {description}"));
        rest
    };
    let number = |name: &str| {
        let digits: String = after(name)
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits.parse::<usize>().expect("a number")
    };
    let units: Vec<u16> = line.encode_utf16().collect();
    let underlined = String::from_utf16_lossy(&units[number("\"start\":")..number("\"end\":")]);
    let (message, _) = after("\"message\":\"")
        .split_once("\",\"start")
        .expect("a place");
    (message.replace("\\\"", "\""), underlined)
}

#[test]
fn a_text_without_tokens_has_a_message_at_its_place() {
    for (line, message, underlined) in [
        (
            "[1, 28, 28 => Dense<10>",
            "this bracket is not closed; write `]`",
            "[",
        ),
        (
            "é /* ( */ 8 => Dense<4>) // )",
            "`)` closes no bracket; remove it",
            ")",
        ),
        (
            "[1, 2) => Dense<4>",
            "`[` is closed by `]`, not by `)`",
            ")",
        ),
        (
            "784 => Dense<\u{1F642}>",
            "`\u{1F642}` is not a character of Rust; remove it",
            "\u{1F642}",
        ),
        (
            "#[budget(flash = \"8 KiB)]",
            "this text has no end; write `\"` after it",
            "\"",
        ),
    ] {
        assert_eq!(
            mistake(line),
            (message.to_owned(), underlined.to_owned()),
            "{line}"
        );
    }
}

#[test]
fn nesting_and_words_have_a_limit() {
    let number = "9".repeat(50_000);
    assert_eq!(mistake(&number).0, "this word is too long");
    for [open, close] in [["[", "]"], ["(", ")"], ["{", "}"]] {
        let nested = |depth| [open.repeat(depth), close.repeat(depth)].concat();
        let too_deep = "brackets are nested too deep";
        assert_eq!(mistake(&nested(100_000)).0, too_deep);
        assert_ne!(mistake(&nested(100)).0, too_deep);
    }
}

#[test]
fn a_call_of_the_macro_can_be_around_a_line() {
    let plain = describe("2 => Dense<4, Relu> => Dense<1>");
    for line in [
        "network![2 => Dense<4, Relu> => Dense<1>]",
        "/// É.\npub type Net = nn_core::network! [2 => Dense<4, Relu> => Dense<1>];",
        "type Net = network![\n    2 => Dense<4, Relu> => Dense<1>\n];\nfn main() {}",
    ] {
        assert_eq!(describe(line), plain, "{line}");
    }
    let named = describe("named_network! { struct Net { 2 => Dense<1> } }");
    assert!(named.contains("\"name\":\"Net\""), "{named}");
    let (_, underlined) = mistake("type É = network![[2, 4] => Dense<3>];");
    assert_eq!(underlined, "Dense<3>");
    for line in ["network!", "network![2 => Dense<1>"] {
        assert!(describe(line).contains("\"message\":"), "{line}");
    }
}

#[test]
fn every_text_has_an_answer() {
    for line in [
        "",
        " ",
        "784",
        "=>",
        "784 => Dense<10",
        "784 => Dense<10>)",
        "\"",
        "é",
        "\u{0}",
        "784 => Dense<99999999999999999999>",
        "pub struct",
        "struct A {}",
    ] {
        let description = describe(line);
        assert!(
            description.contains("\"message\":"),
            "{line:?}: {description}"
        );
        assert!(
            description.starts_with("{\"networks\":[],"),
            "{line:?}: {description}"
        );
    }
}
