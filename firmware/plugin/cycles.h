/* Cycles of an instruction by the manual of its core. */
#include <stdint.h>

/* A core with a published table of cycles. */
enum core { M0, M3, M4F, CORES };

/* The cycles that a pipeline refill adds when the flow changes. */
#define REFILL 2

/* The core of this name, or CORES if it has no table. */
enum core core_named(const char *name);

/* An instruction: its 16 bits, or both halves of its 32 bits, the first one in the upper half. */
struct code {
    uint32_t bits;
    int bytes;
};

/* Reads an instruction from memory. */
struct code code_at(const uint8_t *bytes);

/* The cycles of an instruction without the refill after it. `before` is the instruction directly before it, or has no bytes.
 * An instruction that the core's table does not have takes 1 cycle and adds 1 to `unknown`. */
unsigned cycles(enum core core, struct code code, struct code before, unsigned *unknown);
