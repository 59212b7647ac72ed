//! WebAssembly: the output of an image to the JavaScript that runs it.

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    safe fn write_bytes(line: *const u8, length: usize);
    safe fn stop() -> !;
}

/// Writes a line that ends with a zero.
pub(crate) fn write(line: &[u8]) {
    write_bytes(line.as_ptr(), line.len());
}

/// Ends the program.
pub fn exit() -> ! {
    stop()
}
