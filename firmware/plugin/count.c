/* A plugin of QEMU that counts the instructions from each arrival at one address to the next arrival at another.
 *
 * QEMU's header is not packaged; these are our own declarations of the functions of its plugin interface, version 1. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t plugin_id;
struct block;
struct instruction;

extern void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id, void (*)(plugin_id, struct block *));
extern size_t qemu_plugin_tb_n_insns(const struct block *);
extern struct instruction *qemu_plugin_tb_get_insn(const struct block *, size_t);
extern uint64_t qemu_plugin_insn_vaddr(const struct instruction *);
extern void qemu_plugin_register_vcpu_insn_exec_inline(struct instruction *, int, void *, uint64_t);
extern void qemu_plugin_register_vcpu_insn_exec_cb(struct instruction *, void (*)(unsigned, void *), int, void *);

#define API __attribute__((visibility("default")))
API int qemu_plugin_version = 1;

static uint64_t instructions, started, begin, end;

static void on_begin(unsigned cpu, void *data) {
    (void)cpu, (void)data;
    started = instructions;
}

static void on_end(unsigned cpu, void *data) {
    (void)cpu, (void)data;
    fprintf(stderr, "count %llu\n", (unsigned long long)(instructions - started));
}

static void on_block(plugin_id id, struct block *block) {
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct instruction *instruction = qemu_plugin_tb_get_insn(block, i);
        uint64_t address = qemu_plugin_insn_vaddr(instruction) & ~1ull;
        qemu_plugin_register_vcpu_insn_exec_inline(instruction, 0, &instructions, 1);
        if (address == begin) qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_begin, 0, NULL);
        if (address == end) qemu_plugin_register_vcpu_insn_exec_cb(instruction, on_end, 0, NULL);
    }
}

API int qemu_plugin_install(plugin_id id, const void *info, int argc, char **argv) {
    (void)info;
    for (int i = 0; i < argc; i++) {
        /* Thumb's addresses have their lowest bit set */
        if (!strncmp(argv[i], "begin=", 6)) begin = strtoull(argv[i] + 6, NULL, 16) & ~1ull;
        if (!strncmp(argv[i], "end=", 4)) end = strtoull(argv[i] + 4, NULL, 16) & ~1ull;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_block);
    return 0;
}
