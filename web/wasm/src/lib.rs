//! The functions that the page's JavaScript calls, and the addresses of what they exchange. It is the only file of the page with unsafe
//! attributes.
//!
//! A request writes its bytes to [`input`], calls [`request`], and reads [`answer`]. JavaScript runs only between calls, when no
//! reference to these bytes is in use: each function returns before JavaScript continues, and WebAssembly without shared memory has one
//! thread. It writes at most the bytes for which it called `input`, and reads at most `answer_length`. Addresses are valid until the
//! next call.
//!
//! `no_mangle` is unsafe because two functions of one name would be mixed up. No other function of the module has one of these names: they
//! begin with `page_`.

use std::cell::RefCell;

use page::{Page, Request};

/// The page, and the bytes of the next request.
#[derive(Default)]
struct Memory {
    page: Page,
    input: Vec<u8>,
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// Makes room for the bytes of the next request, and returns their address.
#[unsafe(no_mangle)]
pub extern "C" fn page_input(length: usize) -> *mut u8 {
    MEMORY.with_borrow_mut(|memory| {
        memory.input.clear();
        memory.input.resize(length, 0);
        memory.input.as_mut_ptr()
    })
}

/// Answers a request. Returns 1, or 0 if it was refused.
#[unsafe(no_mangle)]
pub extern "C" fn page_request(request: u32, a: u32, b: u32) -> u32 {
    MEMORY.with_borrow_mut(|Memory { page, input }| {
        let request = Request::numbered(request);
        let answered = request.map(|request| page.request(request, [a, b], input));
        u32::from(matches!(answered, Some(Ok(()))))
    })
}

/// The address of the last answer.
#[unsafe(no_mangle)]
pub extern "C" fn page_answer() -> *const u8 {
    MEMORY.with_borrow(|memory| memory.page.answer().as_ptr())
}

/// The number of bytes of the last answer.
#[unsafe(no_mangle)]
pub extern "C" fn page_answer_length() -> usize {
    MEMORY.with_borrow(|memory| memory.page.answer().len())
}
