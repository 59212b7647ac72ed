//! No public function puts more than 1 KiB of a network's data on the stack.

mod files;
mod functions;
mod measured;
mod runs;
mod scores;
