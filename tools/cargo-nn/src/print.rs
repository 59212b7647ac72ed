//! What is printed: results to standard output; errors, notes, and what takes long to standard error. Colors are only for terminals.

use std::fmt::Display;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use anstyle::{AnsiColor, Style};

/// How long something takes before it is named.
const LONG: Duration = Duration::from_secs(1);

const BOLD: Style = Style::new().bold();
const RED: Style = AnsiColor::Red.on_default().bold();
const CYAN: Style = AnsiColor::Cyan.on_default().bold();

/// Prints a line of the result. A pipe may be closed before all is read, as by `head`: that is no error.
pub(crate) fn line(text: &impl Display) {
    let _ = writeln!(anstream::stdout(), "{}", plain(text));
}

/// Prints a line that begins with a heading.
pub(crate) fn heading(heading: &str, rest: &str) {
    let _ = writeln!(anstream::stdout(), "{BOLD}{heading}{BOLD:#}{rest}");
}

/// Prints an error.
pub(crate) fn error(error: &impl Display) {
    let _ = writeln!(anstream::stderr(), "{RED}error{RED:#}: {}", plain(error));
}

/// Prints what a person should know.
pub(crate) fn note(text: &str) {
    let _ = writeln!(anstream::stderr(), "{CYAN}note{CYAN:#}: {}", plain(&text));
}

/// Writes over the last line of a terminal. Elsewhere nothing is written.
pub(crate) fn progress(text: &str) {
    if std::io::stderr().is_terminal() {
        let _ = write!(anstream::stderr(), "\r\x1b[K{}", plain(&text));
    }
}

/// Text without the characters that control a terminal: names are from files of strangers.
fn plain(text: &impl Display) -> String {
    let controls = |letter: char| letter.is_control() && letter != '\n';
    text.to_string().replace(controls, " ")
}

/// Runs work. If it takes more than a second, a terminal shows what is done.
pub(crate) fn slow<T>(what: &str, path: &Path, work: impl FnOnce() -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return work();
    }
    let (done, wait) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            if wait.recv_timeout(LONG) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                let _ = writeln!(anstream::stderr(), "{what} {}", path.display());
            }
        });
        let found = work();
        drop(done);
        found
    })
}
