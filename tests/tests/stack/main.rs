//! No public function puts more than 1 KiB of a network's data on the stack.

mod device;
mod files;
mod functions;
mod measured;
mod reasons;
mod runs;
mod scores;
