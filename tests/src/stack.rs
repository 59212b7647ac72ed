//! Measures the stack of a call. It runs on a thread with a painted stack, which is searched afterwards.

use std::alloc::Layout;
use std::ffi::c_void;

/// The bytes of the stack.
const SIZE: usize = 1 << 20;
/// A multiple of the page size.
const ALIGNMENT: usize = 1 << 16;
const PAINT: u64 = 0xa5c3_5a3c_0ff0_9669;

/// A stack that threads use in turn.
struct Stack {
    bottom: *mut u64,
}

/// The work of a thread.
struct Job<F> {
    work: Option<F>,
    /// An address in the frame below which the frames of the work are.
    top: usize,
}

/// The bytes of stack that the work uses, its own frame included.
///
/// # Panics
/// If the thread cannot be created, or if it uses nearly all of 1 MiB.
pub fn depth(work: impl FnOnce()) -> usize {
    let stack = Stack::new();
    stack.paint();
    let mut job = Job {
        work: Some(work),
        top: 0,
    };
    stack.run(&mut job);
    job.top - stack.lowest()
}

impl Stack {
    const LAYOUT: Layout = match Layout::from_size_align(SIZE, ALIGNMENT) {
        Ok(layout) => layout,
        Err(_) => panic!("a layout"),
    };

    fn new() -> Self {
        // SAFETY: the size is not 0.
        let bottom = unsafe { std::alloc::alloc(Self::LAYOUT) }.cast::<u64>();
        assert!(!bottom.is_null(), "there is memory for a stack");
        Stack { bottom }
    }

    fn paint(&self) {
        for index in 0..SIZE / size_of::<u64>() {
            // SAFETY: the place is in the allocation, and no thread has it yet.
            unsafe { self.bottom.add(index).write_volatile(PAINT) };
        }
    }

    /// The lowest address that was written.
    fn lowest(&self) -> usize {
        let mut index = 0;
        // SAFETY: the place is in the allocation, all of it was painted, and the thread has ended.
        while index < SIZE / size_of::<u64>()
            && unsafe { self.bottom.add(index).read_volatile() } == PAINT
        {
            index += 1;
        }
        let address = self.bottom as usize + index * size_of::<u64>();
        assert!(index > 512, "the stack is too short");
        address
    }

    /// Runs a job on a thread with this stack and waits for it.
    fn run<F: FnOnce()>(&self, job: &mut Job<F>) {
        // SAFETY: the attributes are initialized before they are used. The stack has the stated size and belongs to the thread
        // until it is joined, and so does the job.
        unsafe {
            let mut attributes = std::mem::zeroed::<libc::pthread_attr_t>();
            assert_eq!(libc::pthread_attr_init(&raw mut attributes), 0);
            let set = libc::pthread_attr_setstack(&raw mut attributes, self.bottom.cast(), SIZE);
            assert_eq!(set, 0, "the stack is taken");
            let mut thread = std::mem::zeroed::<libc::pthread_t>();
            let job = (&raw mut *job).cast();
            let created =
                libc::pthread_create(&raw mut thread, &raw const attributes, start::<F>, job);
            assert_eq!(created, 0, "a thread");
            assert_eq!(libc::pthread_join(thread, std::ptr::null_mut()), 0);
            libc::pthread_attr_destroy(&raw mut attributes);
        }
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        // SAFETY: it was allocated with this layout, and no thread has it.
        unsafe { std::alloc::dealloc(self.bottom.cast(), Self::LAYOUT) };
    }
}

/// The start of the thread. A panic in it ends the program.
extern "C" fn start<F: FnOnce()>(job: *mut c_void) -> *mut c_void {
    // SAFETY: it is the job that `run` passes and waits for.
    let job = unsafe { &mut *job.cast::<Job<F>>() };
    let mark = 0u8;
    job.top = &raw const mark as usize;
    if let Some(work) = job.work.take() {
        work();
    }
    std::ptr::null_mut()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_local_is_seen() {
        let little = depth(|| {});
        let large = depth(|| {
            std::hint::black_box([1u8; 10_000]);
        });
        assert!(little < 1_000, "{little}");
        assert!((10_000..21_000).contains(&large), "{large}");
    }
}
