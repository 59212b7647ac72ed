//! Programs that are built as a user builds them. Each of these tests builds its own, so they run side by side.

mod counts;
mod no_save;
mod no_std;
