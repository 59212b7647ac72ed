//! Expressions in parentheses, as SMT-LIB writes them.

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression<'a> {
    Word(&'a str),
    List(Vec<Expression<'a>>),
}

/// The deepest expression. Deeper ones are damaged, and would take too much of the stack.
const DEEPEST: usize = 64;

/// All expressions of a text. `;` begins a comment.
pub(super) fn read(text: &str) -> Result<Vec<Expression<'_>>, String> {
    let mut open: Vec<Vec<Expression<'_>>> = vec![Vec::new()];
    for (number, line) in text.lines().enumerate() {
        let code = line.split(';').next().unwrap_or_default();
        for word in words(code) {
            let place = || format!("line {}", number + 1);
            match word {
                "(" if open.len() > DEEPEST => {
                    return Err(format!(
                        "{}: an expression is deeper than {DEEPEST}",
                        place()
                    ));
                }
                "(" => open.push(Vec::new()),
                ")" => {
                    let list = open.pop().unwrap_or_default();
                    let Some(outer) = open.last_mut() else {
                        return Err(format!("{}: a `)` has no `(`", place()));
                    };
                    outer.push(Expression::List(list));
                }
                word => {
                    if let Some(list) = open.last_mut() {
                        list.push(Expression::Word(word));
                    }
                }
            }
        }
    }
    match (open.pop(), open.pop()) {
        (Some(all), None) => Ok(all),
        _ => Err("a `(` has no `)`".to_owned()),
    }
}

/// The words and the parentheses of a line.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split_whitespace().flat_map(|mut rest| {
        let mut words = Vec::new();
        while let Some(place) = rest.find(['(', ')']) {
            let (word, others) = rest.split_at(place);
            let (parenthesis, others) = others.split_at(1);
            words.extend(
                [word, parenthesis]
                    .into_iter()
                    .filter(|word| !word.is_empty()),
            );
            rest = others;
        }
        words.extend(Some(rest).filter(|word| !word.is_empty()));
        words
    })
}

#[cfg(test)]
mod tests {
    use super::Expression::{List, Word};
    use super::read;

    #[test]
    fn expressions_are_read() {
        let found = read("(a (b 1.5)c) ; (not this\n()").unwrap();
        let inner = List(vec![Word("b"), Word("1.5")]);
        assert_eq!(
            found,
            [List(vec![Word("a"), inner, Word("c")]), List(Vec::new())]
        );
    }

    #[test]
    fn damaged_expressions_are_refused() {
        assert_eq!(read("(a").unwrap_err(), "a `(` has no `)`");
        assert_eq!(read("\na)").unwrap_err(), "line 2: a `)` has no `(`");
        assert!(
            read(&"(".repeat(100_000))
                .unwrap_err()
                .contains("deeper than 64")
        );
    }
}
