/* A plugin of QEMU that counts the instructions from each arrival at one address to the next arrival at another, and for some cores
 * the cycles by their manual.
 *
 * QEMU's header is not packaged; these are our own declarations of the functions of its plugin interface, version 1. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cycles.h"

typedef uint64_t plugin_id;
struct block;
struct instruction;

extern void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id, void (*)(plugin_id, struct block *));
extern size_t qemu_plugin_tb_n_insns(const struct block *);
extern struct instruction *qemu_plugin_tb_get_insn(const struct block *, size_t);
extern uint64_t qemu_plugin_insn_vaddr(const struct instruction *);
extern const void *qemu_plugin_insn_data(const struct instruction *);
extern void qemu_plugin_register_vcpu_insn_exec_inline(struct instruction *, int, void *, uint64_t);
extern void qemu_plugin_register_vcpu_insn_exec_cb(struct instruction *, void (*)(unsigned, void *), int, void *);
extern void qemu_plugin_register_vcpu_tb_exec_cb(struct block *, void (*)(unsigned, void *), int, void *);

#define API __attribute__((visibility("default")))
API int qemu_plugin_version = 1;

/* What is counted, and its state at the last arrival at the beginning. */
struct counts {
    uint64_t instructions, cycles, unknown;
};
static struct counts now, started;

static uint64_t begin, end;
static enum core core = CORES;

/* The addresses of a block's first instruction and of the one after its last. */
struct span {
    uint64_t first, next;
};

static void on_begin(unsigned cpu, void *data) {
    (void)cpu, (void)data;
    started = now;
}

static void on_end(unsigned cpu, void *data) {
    (void)cpu, (void)data;
    fprintf(stderr, "count %llu\n", (unsigned long long)(now.instructions - started.instructions));
    if (core == CORES) return;
    fprintf(stderr, "cycles %llu\n", (unsigned long long)(now.cycles - started.cycles));
    fprintf(stderr, "unknown %llu\n", (unsigned long long)(now.unknown - started.unknown));
}

/* The flow has changed if the block before did not end where this one starts. */
static void on_span(unsigned cpu, void *data) {
    static const struct span *before;
    const struct span *span = data;
    (void)cpu;
    if (before && before->next != span->first) now.cycles += REFILL;
    before = span;
}

/* Adds the cycles of an instruction whenever it is executed. */
static struct code add_cycles(struct instruction *instruction, struct code before) {
    struct code code = code_at(qemu_plugin_insn_data(instruction));
    unsigned unknown = 0, cost = cycles(core, code, before, &unknown);
    qemu_plugin_register_vcpu_insn_exec_inline(instruction, 0, &now.cycles, cost);
    if (unknown) qemu_plugin_register_vcpu_insn_exec_inline(instruction, 0, &now.unknown, unknown);
    return code;
}

static void on_block(plugin_id id, struct block *block) {
    (void)id;
    struct span span = { 0, 0 };
    struct code code = { 0, 0 };
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct instruction *instruction = qemu_plugin_tb_get_insn(block, i);
        uint64_t address = qemu_plugin_insn_vaddr(instruction) & ~1ull;
        qemu_plugin_register_vcpu_insn_exec_inline(instruction, 0, &now.instructions, 1);
        if (core != CORES) code = add_cycles(instruction, code);
        if (address == begin) qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_begin, 0, NULL);
        if (address == end) qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_end, 0, NULL);
        if (i == 0) span.first = address;
        span.next = address + (uint64_t)code.bytes;
    }
    if (core == CORES) return;
    /* it is needed as long as QEMU keeps the block, which it does not tell */
    struct span *kept = malloc(sizeof span);
    if (!kept) abort();
    *kept = span;
    qemu_plugin_register_vcpu_tb_exec_cb(block, on_span, 0, kept);
}

API int qemu_plugin_install(plugin_id id, const void *info, int argc, char **argv) {
    (void)info;
    for (int i = 0; i < argc; i++) {
        /* Thumb's addresses have their lowest bit set */
        if (!strncmp(argv[i], "begin=", 6)) begin = strtoull(argv[i] + 6, NULL, 16) & ~1ull;
        if (!strncmp(argv[i], "core=", 5)) core = core_named(argv[i] + 5);
        if (!strncmp(argv[i], "end=", 4)) end = strtoull(argv[i] + 4, NULL, 16) & ~1ull;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_block);
    return 0;
}
