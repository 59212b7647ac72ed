//! What the page computes, without a browser: it reads drawn digits, trains networks, and describes a line of `network!`.
//!
//! [`Page`] has a function for each request of the page's JavaScript. A request has numbers and bytes, and so has the answer.

#![forbid(unsafe_code)]

mod lesson;
mod nets;
mod pen;
mod plane;
mod reader;
mod requests;

pub use self::lesson::{Lesson, NoDigits};
pub use self::nets::{Image, Mnist, Mnist8, Plane};
pub use self::pen::{Drawing, Place};
pub use self::plane::{Division, Figure};
pub use self::reader::{Reader, Reading};
pub use self::requests::{Page, Request};
